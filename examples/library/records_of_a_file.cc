// SPDX-License-Identifier: MIT
// A file of records, mapped and read where it lies.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "pep3118/buffer.h"

struct Trade {
  pep3118::big<std::int64_t> time;  // big-endian in the file, at any address
  pep3118::big<double> price;
};
PEP3118_RECORD(Trade, time, price);

int main() {
  std::FILE* file = std::tmpfile();
  const Trade written[] = {{1, 99.5}, {2, 100.25}};
  std::fwrite(written, sizeof(Trade), 2, file);
  std::fflush(file);

  struct stat status {};
  fstat(fileno(file), &status);
  const auto size = static_cast<std::size_t>(status.st_size);
  void* memory = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fileno(file), 0);
  if (memory == MAP_FAILED) return 1;
  const auto trades = pep3118::RecordsIn<Trade>({static_cast<const std::byte*>(memory), size});
  if (!trades) {
    std::cerr << trades.error().message << "\n";
    return 1;
  }
  for (const Trade& trade : *trades) std::cout << trade.time << ": " << trade.price << "\n";
  munmap(memory, size);

  std::cout
      << pep3118::RecordsIn<Trade>(std::as_bytes(std::span("seventeen bytes."))).error().message
      << "\n";
}
