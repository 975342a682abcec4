// SPDX-License-Identifier: MIT
// The formats that a run is about: those of the command line and those of manifests.
#ifndef PEP3118_TOOLS_CLI_REQUESTS_H_
#define PEP3118_TOOLS_CLI_REQUESTS_H_

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "pep3118/layout/compute.h"
#include "pep3118/tools/cli/arguments.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {

// One item to be laid out, wherever it was described.
struct Request {
  std::string name;
  ItemDescription description;
  LayoutOptions options;
  FilePosition place;
};

// The files that descriptions were read from, each once.
std::vector<std::string> FilesOf(const std::vector<Request>& requests);

// The exit code when there is no format, or options do not go with the formats that there are (it
// is reported then), or nothing.  `product` is what the run makes: "a header".
std::optional<ExitCode> CheckRequests(const Arguments& arguments, const char* product,
                                      Reporter& reporter);

// All of them, manifests first; one at least and all for one target.  Returns as above.
std::optional<ExitCode> ReadRequests(const Arguments& arguments, std::istream& in,
                                     const Settings& settings, const char* product,
                                     Reporter& reporter, std::vector<Request>& requests);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_CLI_REQUESTS_H_
