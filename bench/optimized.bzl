# SPDX-License-Identifier: MIT
"""Programs that are compiled with -c opt whatever the build is."""

def _opt(_settings, _attr):
    return {"//command_line_option:compilation_mode": "opt"}

_opt_transition = transition(
    implementation = _opt,
    inputs = [],
    outputs = ["//command_line_option:compilation_mode"],
)

def _optimized_impl(ctx):
    program = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(
        output = program,
        target_file = ctx.attr.program[0][DefaultInfo].files_to_run.executable,
        is_executable = True,
    )
    return [DefaultInfo(executable = program, files = depset([program]))]

optimized = rule(
    doc = "The program as `-c opt` builds it.",
    implementation = _optimized_impl,
    attrs = {
        "program": attr.label(mandatory = True, cfg = _opt_transition),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
    executable = True,
)
