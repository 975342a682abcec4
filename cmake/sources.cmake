# SPDX-License-Identifier: MIT
# Made from the BUILD files by `cmake/list_sources.py --update .`.

set(PEP3118_LIBRARY_SOURCES
  base/escape.cc
  base/mark_bytes.cc
  base/sha256.cc
  base/sha256_x86.cc
  buffer/bind.cc
  buffer/buffer_error.cc
  buffer/column_number.cc
  buffer/column_text.cc
  buffer/convert.cc
  buffer/convert/byte_mover.cc
  buffer/convert/make_plan.cc
  buffer/convert/number.cc
  buffer/convert/number_kernel.cc
  buffer/convert/plan_chunks.cc
  buffer/convert/run_plan.cc
  buffer/convert/text_kernel.cc
  buffer/description.cc
  buffer/dynamic_view.cc
  buffer/explain_mismatch.cc
  buffer/geometry.cc
  buffer/npy_array.cc
  buffer/prove_inside.cc
  buffer/record_facts.cc
  buffer/records_in.cc
  buffer/testing/buffer_cases.cc
  buffer/testing/read_items.cc
  buffer/times_agree.cc
  codegen/c/c.cc
  codegen/c/c_type.cc
  codegen/c/record_text.cc
  codegen/c/storage_text.cc
  codegen/cpp/cpp_type.cc
  codegen/cpp/header.cc
  codegen/cpp/identifiers.cc
  codegen/cpp/literal.cc
  codegen/cpp/name_lint.cc
  codegen/cpp/record_text.cc
  codegen/cpp/reserved_names.cc
  codegen/cpp/runtime_text.cc
  codegen/cpp/usable_name.cc
  codegen/emit.cc
  codegen/json/diff_json.cc
  codegen/json/json.cc
  codegen/json/json_writer.cc
  codegen/json/notes_json.cc
  codegen/julia/julia.cc
  codegen/julia/julia_type.cc
  codegen/julia/literal.cc
  codegen/julia/names.cc
  codegen/julia/record_text.cc
  codegen/numpy/declared_order.cc
  codegen/numpy/dtype_text.cc
  codegen/numpy/literal.cc
  codegen/numpy/names.cc
  codegen/numpy/numpy.cc
  codegen/rust/names.cc
  codegen/rust/record_text.cc
  codegen/rust/rust.cc
  codegen/rust/rust_type.cc
  codegen/rust/storage_text.cc
  codegen/svg/drawing.cc
  codegen/svg/panel_text.cc
  codegen/svg/picture.cc
  codegen/svg/rows.cc
  codegen/svg/svg.cc
  codegen/svg/theme.cc
  codegen/svg/xml_text.cc
  codegen/table/diff_text.cc
  codegen/table/table.cc
  codegen/text/escaped_text.cc
  codegen/text/printable_text.cc
  codegen/text/shape_suffix.cc
  codegen/text/source_text.cc
  codegen/text/type_text.cc
  codegen/text/writer.cc
  dtype/dtype.cc
  dtype/field_list.cc
  dtype/field_list_reader.cc
  dtype/field_names.cc
  dtype/json_literal.cc
  dtype/literal_builder.cc
  dtype/npy_header.cc
  dtype/one_type.cc
  dtype/parse_literal.cc
  dtype/text_layout.cc
  dtype/time_unit.cc
  dtype/type_reader.cc
  dtype/type_string.cc
  dtype/type_words.cc
  layout/abi/host_check.cc
  layout/abi/target.cc
  layout/cache/cache_state.cc
  layout/cache/interner.cc
  layout/cache/key_hash.cc
  layout/cache/lookup.cc
  layout/cache/thread_table.cc
  layout/canonical.cc
  layout/compare.cc
  layout/compute.cc
  layout/dialects/ctypes.cc
  layout/dialects/ctypes_bit_field.cc
  layout/dialects/ctypes_spelling.cc
  layout/dialects/ctypes_twins.cc
  layout/dialects/dialects.cc
  layout/dialects/follow.cc
  layout/dialects/itemsize_hint.cc
  layout/dialects/numpy.cc
  layout/dialects/numpy_spelling.cc
  layout/dialects/numpy_strides.cc
  layout/dialects/plain_match.cc
  layout/dialects/resolve.cc
  layout/dialects/spelling.cc
  layout/dialects/struct.cc
  layout/explicit_layout.cc
  layout/field_paths.cc
  layout/find.cc
  layout/layout.cc
  layout/lint.cc
  layout/numpy_record.cc
  layout/pair_fields.cc
  layout/path.cc
  layout/placement/codes.cc
  layout/placement/items.cc
  layout/placement/least_size.cc
  layout/placement/normalize.cc
  layout/placement/numbered_names.cc
  layout/placement/placement.cc
  layout/placement/scalar_types.cc
  layout/segments.cc
  layout/with_times.cc
  parser/ast.cc
  parser/builder.cc
  parser/diagnostic.cc
  parser/errors.cc
  parser/explain.cc
  parser/parse.cc
  parser/pasted_c.cc
  parser/pasted_dtype.cc
  parser/print.cc
)

set(PEP3118_C_SOURCES
  c/boundary.cc
  c/buffer.cc
  c/compare.cc
  c/convert.cc
  c/emit.cc
  c/layout.cc
  c/names.cc
)

set(PEP3118_FACE_HEADERS
  pep3118/buffer.h
  pep3118/codegen.h
  pep3118/pep3118.h
  pep3118/python.h
)

set(PEP3118_ROOM_HEADERS
  base/checked.h
  base/escape.h
  base/module_local.h
  base/result.h
  base/span.h
  base/standard.h
  buffer/bind.h
  buffer/bind_report.h
  buffer/buffer.h
  buffer/buffer_error.h
  buffer/column_value.h
  buffer/convert.h
  buffer/convert/kernel.h
  buffer/convert/number.h
  buffer/convert/report.h
  buffer/convert_records.h
  buffer/copy.h
  buffer/copy_columns.h
  buffer/description.h
  buffer/dimensions.h
  buffer/dynamic_column.h
  buffer/dynamic_view.h
  buffer/geometry.h
  buffer/ndim_view.h
  buffer/npy_array.h
  buffer/record_facts.h
  buffer/records_in.h
  buffer/row_walk.h
  buffer/slice.h
  buffer/strides.h
  buffer/times_agree.h
  buffer/unchecked_indirect_view.h
  buffer/view.h
  buffer/view_iterator.h
  codegen/diff.h
  codegen/emit.h
  codegen/file_array.h
  codegen/header.h
  codegen/json.h
  codegen/svg.h
  codegen/table.h
  codegen/text_limit.h
  codegen/version.h
  dtype/dtype.h
  dtype/field_list.h
  dtype/npy_header.h
  layout/canonical.h
  layout/compare.h
  layout/compute.h
  layout/explicit_layout.h
  layout/find.h
  layout/layout.h
  layout/lint.h
  layout/lookup.h
  layout/options.h
  layout/path.h
  layout/segments.h
  layout/static_layout.h
  layout/target.h
  parser/ast.h
  parser/diagnostic.h
  parser/limits.h
  parser/parse.h
  parser/print.h
  python/acquire.h
  python/array_interface.h
  python/export.h
  python/exported_object.h
  python/fill_buffer.h
  python/layout_of_object.h
  python/nanobind.h
  python/object.h
  python/py_buffer.h
  python/pybind11.h
  python/python_type.h
)

set(PEP3118_TOOL_SOURCES
  tools/batch/batch.cc
  tools/batch/batch_request.cc
  tools/cli/ast_command.cc
  tools/cli/cli.cc
  tools/cli/diff_command.cc
  tools/cli/emit_command.cc
  tools/cli/header_command.cc
  tools/cli/layout_command.cc
  tools/cli/output.cc
  tools/cli/parse_arguments.cc
  tools/cli/requests.cc
  tools/cli/settings.cc
  tools/cli/subcommands.cc
  tools/cli/targets_command.cc
  tools/completion/bash_completion.cc
  tools/completion/help_text.cc
  tools/completion/man_page.cc
  tools/completion/zsh_completion.cc
  tools/inputs/description.cc
  tools/inputs/json_value.cc
  tools/inputs/manifest.cc
  tools/inputs/target_file.cc
  tools/io/fd_stream.cc
  tools/io/files.cc
  tools/io/make_word.cc
  tools/io/response.cc
  tools/report/advice.cc
  tools/report/report.cc
)

set(PEP3118_TEST_SUPPORT_SOURCES
  fuzz/drawn_buffer.cc
  fuzz/guarded_memory.cc
  fuzz/input.cc
  fuzz/plain_names.cc
  fuzz/promises.cc
  fuzz/reference.cc
  fuzz/require.cc
  fuzz/source_tokens.cc
  layout/placement/invariants.cc
  testdata/corpus.cc
  testdata/golden/golden.cc
  web/engine/answer.cc
  web/engine/engine.cc
  web/engine/fix.cc
  web/engine/item_layout.cc
  web/engine/request.cc
)

set(PEP3118_WEB_SOURCES
  base/escape.cc
  base/mark_bytes.cc
  base/sha256.cc
  base/sha256_x86.cc
  buffer/bind.cc
  buffer/buffer_error.cc
  buffer/explain_mismatch.cc
  buffer/geometry.cc
  buffer/prove_inside.cc
  buffer/record_facts.cc
  buffer/times_agree.cc
  codegen/c/c.cc
  codegen/c/c_type.cc
  codegen/c/record_text.cc
  codegen/c/storage_text.cc
  codegen/cpp/cpp_type.cc
  codegen/cpp/header.cc
  codegen/cpp/identifiers.cc
  codegen/cpp/literal.cc
  codegen/cpp/name_lint.cc
  codegen/cpp/record_text.cc
  codegen/cpp/reserved_names.cc
  codegen/cpp/runtime_text.cc
  codegen/cpp/usable_name.cc
  codegen/emit.cc
  codegen/json/diff_json.cc
  codegen/json/json.cc
  codegen/json/json_writer.cc
  codegen/json/notes_json.cc
  codegen/julia/julia.cc
  codegen/julia/julia_type.cc
  codegen/julia/literal.cc
  codegen/julia/names.cc
  codegen/julia/record_text.cc
  codegen/numpy/declared_order.cc
  codegen/numpy/dtype_text.cc
  codegen/numpy/literal.cc
  codegen/numpy/names.cc
  codegen/numpy/numpy.cc
  codegen/rust/names.cc
  codegen/rust/record_text.cc
  codegen/rust/rust.cc
  codegen/rust/rust_type.cc
  codegen/rust/storage_text.cc
  codegen/svg/drawing.cc
  codegen/svg/panel_text.cc
  codegen/svg/picture.cc
  codegen/svg/rows.cc
  codegen/svg/svg.cc
  codegen/svg/theme.cc
  codegen/svg/xml_text.cc
  codegen/table/diff_text.cc
  codegen/table/table.cc
  codegen/text/escaped_text.cc
  codegen/text/printable_text.cc
  codegen/text/shape_suffix.cc
  codegen/text/source_text.cc
  codegen/text/type_text.cc
  codegen/text/writer.cc
  dtype/dtype.cc
  dtype/field_names.cc
  dtype/literal_builder.cc
  dtype/one_type.cc
  dtype/parse_literal.cc
  dtype/text_layout.cc
  dtype/time_unit.cc
  dtype/type_reader.cc
  dtype/type_string.cc
  dtype/type_words.cc
  layout/abi/host_check.cc
  layout/abi/target.cc
  layout/cache/cache_state.cc
  layout/cache/interner.cc
  layout/cache/key_hash.cc
  layout/cache/lookup.cc
  layout/cache/thread_table.cc
  layout/canonical.cc
  layout/compare.cc
  layout/compute.cc
  layout/dialects/ctypes.cc
  layout/dialects/ctypes_bit_field.cc
  layout/dialects/ctypes_spelling.cc
  layout/dialects/ctypes_twins.cc
  layout/dialects/dialects.cc
  layout/dialects/follow.cc
  layout/dialects/itemsize_hint.cc
  layout/dialects/numpy.cc
  layout/dialects/numpy_spelling.cc
  layout/dialects/numpy_strides.cc
  layout/dialects/plain_match.cc
  layout/dialects/resolve.cc
  layout/dialects/spelling.cc
  layout/dialects/struct.cc
  layout/explicit_layout.cc
  layout/field_paths.cc
  layout/find.cc
  layout/layout.cc
  layout/lint.cc
  layout/numpy_record.cc
  layout/path.cc
  layout/placement/codes.cc
  layout/placement/items.cc
  layout/placement/least_size.cc
  layout/placement/normalize.cc
  layout/placement/numbered_names.cc
  layout/placement/placement.cc
  layout/placement/scalar_types.cc
  layout/segments.cc
  layout/with_times.cc
  parser/ast.cc
  parser/builder.cc
  parser/diagnostic.cc
  parser/errors.cc
  parser/explain.cc
  parser/parse.cc
  parser/pasted_c.cc
  parser/pasted_dtype.cc
  web/engine/answer.cc
  web/engine/engine.cc
  web/engine/fix.cc
  web/engine/item_layout.cc
  web/engine/request.cc
)

set(PEP3118_X86_64_LINUX_TESTS
  buffer.bind_test
  buffer.hostile_numbers_test
  buffer.listed_record_test
  buffer.ndim_view_test
  buffer.npy_time_test
  testdata.golden.golden_read_test_cxx17
  testdata.golden.golden_read_test_cxx20
  tools.cli.cli_test
  tools.cli.files_test
)

# Name, C++ standard, sources.
macro(pep3118_for_each_test command)
  cmake_language(CALL ${command} base.checked_test 20 base/checked_test.cc)
  cmake_language(CALL ${command} base.mark_bytes_test 20 base/mark_bytes_test.cc)
  cmake_language(CALL ${command} base.sha256_test 20 base/sha256_test.cc)
  cmake_language(CALL ${command} base.utf8_test 20 base/utf8_test.cc)
  cmake_language(CALL ${command} buffer.bind_test 20 buffer/bind_test.cc)
  cmake_language(CALL ${command} buffer.convert.kernel_test 20 buffer/convert/kernel_test.cc)
  cmake_language(CALL ${command} buffer.convert.plan_test 20 buffer/convert/plan_test.cc)
  cmake_language(CALL ${command} buffer.convert_records_test 20 buffer/convert_records_test.cc)
  cmake_language(CALL ${command} buffer.convert_test 20 buffer/convert_test.cc)
  cmake_language(CALL ${command} buffer.description_test 20 buffer/description_test.cc)
  cmake_language(CALL ${command} buffer.dynamic_view_test 20 buffer/dynamic_view_test.cc)
  cmake_language(CALL ${command} buffer.geometry_test 20 buffer/geometry_test.cc)
  cmake_language(CALL ${command} buffer.hostile_numbers_test 20 buffer/hostile_numbers_test.cc)
  cmake_language(CALL ${command} buffer.listed_record_test 20 buffer/listed_record_test.cc)
  cmake_language(CALL ${command} buffer.ndim_view_test 20 buffer/ndim_view_test.cc)
  cmake_language(CALL ${command} buffer.npy_array_test 20 buffer/npy_array_test.cc)
  cmake_language(CALL ${command} buffer.npy_time_test 20 buffer/npy_time_test.cc)
  cmake_language(CALL ${command} buffer.records_in_test 20 buffer/records_in_test.cc)
  cmake_language(CALL ${command} buffer.testing.buffer_cases_test 20 buffer/testing/buffer_cases_test.cc)
  cmake_language(CALL ${command} buffer.testing.read_items_test 20 buffer/testing/read_items_test.cc)
  cmake_language(CALL ${command} buffer.times_agree_test 20 buffer/times_agree_test.cc)
  cmake_language(CALL ${command} buffer.unchecked_indirect_view_test 20 buffer/unchecked_indirect_view_test.cc)
  cmake_language(CALL ${command} buffer.view_test 20 buffer/view_test.cc)
  cmake_language(CALL ${command} c.allocation_failure_test 20 c/allocation_failure_test.cc)
  cmake_language(CALL ${command} c.same_as_cpp_test 20 c/same_as_cpp_test.cc)
  cmake_language(CALL ${command} codegen.c.c_test 20 codegen/c/c_test.cc)
  cmake_language(CALL ${command} codegen.cpp.header_test 20 codegen/cpp/header_test.cc)
  cmake_language(CALL ${command} codegen.cpp.identifiers_test 20 codegen/cpp/identifiers_test.cc)
  cmake_language(CALL ${command} codegen.cpp.literal_test 20 codegen/cpp/literal_test.cc)
  cmake_language(CALL ${command} codegen.cpp.name_lint_test 20 codegen/cpp/name_lint_test.cc)
  cmake_language(CALL ${command} codegen.cpp.runtime_text_test 20 codegen/cpp/runtime_text_test.cc)
  cmake_language(CALL ${command} codegen.diff_test 20 codegen/diff_test.cc)
  cmake_language(CALL ${command} codegen.emit_test 20 codegen/emit_test.cc)
  cmake_language(CALL ${command} codegen.json.json_test 20 codegen/json/json_test.cc)
  cmake_language(CALL ${command} codegen.julia.julia_test 20 codegen/julia/julia_test.cc)
  cmake_language(CALL ${command} codegen.julia.literal_test 20 codegen/julia/literal_test.cc)
  cmake_language(CALL ${command} codegen.julia.names_test 20 codegen/julia/names_test.cc)
  cmake_language(CALL ${command} codegen.numpy.literal_test 20 codegen/numpy/literal_test.cc)
  cmake_language(CALL ${command} codegen.numpy.names_test 20 codegen/numpy/names_test.cc)
  cmake_language(CALL ${command} codegen.numpy.numpy_test 20 codegen/numpy/numpy_test.cc)
  cmake_language(CALL ${command} codegen.rust.names_test 20 codegen/rust/names_test.cc)
  cmake_language(CALL ${command} codegen.rust.rust_test 20 codegen/rust/rust_test.cc)
  cmake_language(CALL ${command} codegen.svg.picture_test 20 codegen/svg/picture_test.cc)
  cmake_language(CALL ${command} codegen.svg.svg_test 20 codegen/svg/svg_test.cc)
  cmake_language(CALL ${command} codegen.svg.xml_text_test 20 codegen/svg/xml_text_test.cc)
  cmake_language(CALL ${command} codegen.table.table_test 20 codegen/table/table_test.cc)
  cmake_language(CALL ${command} codegen.text.printable_text_test 20 codegen/text/printable_text_test.cc)
  cmake_language(CALL ${command} codegen.text.writer_test 20 codegen/text/writer_test.cc)
  cmake_language(CALL ${command} dtype.dtype_test 20 dtype/dtype_test.cc)
  cmake_language(CALL ${command} dtype.field_list_test 20 dtype/field_list_test.cc)
  cmake_language(CALL ${command} dtype.literal_test 20 dtype/literal_test.cc)
  cmake_language(CALL ${command} dtype.npy_header_test 20 dtype/npy_header_test.cc)
  cmake_language(CALL ${command} dtype.refuse_test 20 dtype/refuse_test.cc)
  cmake_language(CALL ${command} fuzz.auto_fuzz 20 fuzz/auto_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.batch_fuzz 20 fuzz/batch_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.buffer_fuzz 20 fuzz/buffer_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.c_fuzz 20 fuzz/c_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.dtype_fuzz 20 fuzz/dtype_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.emit_fuzz 20 fuzz/emit_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.fields_fuzz 20 fuzz/fields_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.header_fuzz 20 fuzz/header_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.json_fuzz 20 fuzz/json_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.layout_fuzz 20 fuzz/layout_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.manifest_fuzz 20 fuzz/manifest_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.npy_fuzz 20 fuzz/npy_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.parse_fuzz 20 fuzz/parse_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.path_fuzz 20 fuzz/path_fuzz.cc fuzz/replay.cc)
  cmake_language(CALL ${command} fuzz.targets_fuzz 20 fuzz/replay.cc fuzz/targets_fuzz.cc)
  cmake_language(CALL ${command} fuzz.wide_test 20 fuzz/wide_test.cc)
  cmake_language(CALL ${command} layout.abi.target_test 20 layout/abi/target_test.cc)
  cmake_language(CALL ${command} layout.abi_sample_test 20 layout/abi_sample_test.cc)
  cmake_language(CALL ${command} layout.cache.lookup_test 20 layout/cache/lookup_test.cc)
  cmake_language(CALL ${command} layout.cache.lookup_threads_test 20 layout/cache/lookup_threads_test.cc)
  cmake_language(CALL ${command} layout.canonical_test 20 layout/canonical_test.cc)
  cmake_language(CALL ${command} layout.compare_test 20 layout/compare_test.cc)
  cmake_language(CALL ${command} layout.compute_test 20 layout/compute_test.cc)
  cmake_language(CALL ${command} layout.dialects.dialects_test 20 layout/dialects/dialects_test.cc)
  cmake_language(CALL ${command} layout.dialects.exporters_test 20 layout/dialects/exporters_test.cc)
  cmake_language(CALL ${command} layout.dialects.plain_match_test 20 layout/dialects/plain_match_test.cc)
  cmake_language(CALL ${command} layout.dialects.resolve_test 20 layout/dialects/resolve_test.cc)
  cmake_language(CALL ${command} layout.explicit_layout_test 20 layout/explicit_layout_test.cc)
  cmake_language(CALL ${command} layout.find_test 20 layout/find_test.cc)
  cmake_language(CALL ${command} layout.lint_test 20 layout/lint_test.cc)
  cmake_language(CALL ${command} layout.numpy_record_test 20 layout/numpy_record_test.cc)
  cmake_language(CALL ${command} layout.pair_fields_test 20 layout/pair_fields_test.cc)
  cmake_language(CALL ${command} layout.placement.least_size_test 20 layout/placement/least_size_test.cc)
  cmake_language(CALL ${command} layout.placement.normalize_test 20 layout/placement/normalize_test.cc)
  cmake_language(CALL ${command} layout.placement.placement_test 20 layout/placement/placement_test.cc)
  cmake_language(CALL ${command} layout.placement.small_records_test 20 layout/placement/small_records_test.cc)
  cmake_language(CALL ${command} layout.segments_test 20 layout/segments_test.cc)
  cmake_language(CALL ${command} layout.static_layout_test 20 layout/static_layout_test.cc)
  cmake_language(CALL ${command} parser.angle_test 20 parser/angle_test.cc)
  cmake_language(CALL ${command} parser.diagnostic_test 20 parser/diagnostic_test.cc)
  cmake_language(CALL ${command} parser.docs_test 20 parser/docs_test.cc)
  cmake_language(CALL ${command} parser.grammar_test 20 parser/grammar_test.cc)
  cmake_language(CALL ${command} parser.hostile_test 20 parser/hostile_test.cc)
  cmake_language(CALL ${command} parser.limits_test 20 parser/limits_test.cc)
  cmake_language(CALL ${command} parser.parse_test 20 parser/parse_test.cc)
  cmake_language(CALL ${command} parser.print_test 20 parser/print_test.cc)
  cmake_language(CALL ${command} parser.refuse_test 20 parser/refuse_test.cc)
  cmake_language(CALL ${command} pep3118.allocation_failure_test 20 pep3118/allocation_failure_test.cc)
  cmake_language(CALL ${command} pep3118.small_stack_test 20 pep3118/small_stack_test.cc)
  cmake_language(CALL ${command} runtime.bfloat16_test_cxx17 17 runtime/bfloat16_test.cc)
  cmake_language(CALL ${command} runtime.bfloat16_test_cxx20 20 runtime/bfloat16_test.cc)
  cmake_language(CALL ${command} runtime.half_test_cxx17 17 runtime/half_test.cc)
  cmake_language(CALL ${command} runtime.half_test_cxx20 20 runtime/half_test.cc)
  cmake_language(CALL ${command} runtime.storage_test_cxx17 17 runtime/storage_test.cc)
  cmake_language(CALL ${command} runtime.storage_test_cxx20 20 runtime/storage_test.cc)
  cmake_language(CALL ${command} runtime.time64_test_cxx17 17 runtime/time64_test.cc)
  cmake_language(CALL ${command} runtime.time64_test_cxx20 20 runtime/time64_test.cc)
  cmake_language(CALL ${command} testdata.golden.golden_read_test_cxx17 17 testdata/golden/golden_read_test.cc)
  cmake_language(CALL ${command} testdata.golden.golden_read_test_cxx20 20 testdata/golden/golden_read_test.cc)
  cmake_language(CALL ${command} testdata.golden.golden_test 20 testdata/golden/golden_test.cc)
  cmake_language(CALL ${command} tools.batch.batch_request_test 20 tools/batch/batch_request_test.cc)
  cmake_language(CALL ${command} tools.cli.cli_test 20 tools/cli/cli_test.cc)
  cmake_language(CALL ${command} tools.cli.files_test 20 tools/cli/files_test.cc)
  cmake_language(CALL ${command} tools.cli.response_test 20 tools/cli/response_test.cc)
  cmake_language(CALL ${command} tools.inputs.json_value_test 20 tools/inputs/json_value_test.cc)
  cmake_language(CALL ${command} tools.inputs.manifest_test 20 tools/inputs/manifest_test.cc)
  cmake_language(CALL ${command} tools.inputs.target_file_test 20 tools/inputs/target_file_test.cc)
  cmake_language(CALL ${command} tools.io.allocation_failure_test 20 tools/io/allocation_failure_test.cc)
  cmake_language(CALL ${command} tools.io.files_test 20 tools/io/files_test.cc)
  cmake_language(CALL ${command} tools.io.make_word_test 20 tools/io/make_word_test.cc)
  cmake_language(CALL ${command} tools.report.report_test 20 tools/report/report_test.cc)
  cmake_language(CALL ${command} web.engine.answer_test 20 web/engine/answer_test.cc)
  cmake_language(CALL ${command} web.engine.fix_test 20 web/engine/fix_test.cc)
endmacro()
