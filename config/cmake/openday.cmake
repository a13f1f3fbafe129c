# What every target of the project shares: warnings, sanitizers, and three functions that keep the folders' lists short.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)  # here, so that every folder sees the target

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(openday_warnings INTERFACE)
target_compile_options(openday_warnings INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
  -Wimplicit-fallthrough -Wextra-semi $<$<BOOL:${OPENDAY_WERROR}>:-Werror>)
target_include_directories(openday_warnings INTERFACE ${CMAKE_SOURCE_DIR})
target_link_libraries(openday_warnings INTERFACE Threads::Threads)
if(OPENDAY_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  # g++ 12 sees uninitialised members in libstdc++'s <regex> once it is instrumented (gcc documents the false positives).
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
elseif(OPENDAY_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread)
  add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
  add_link_options(-fsanitize=thread)
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
endif()
if(OPENDAY_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()
if(OPENDAY_THREAD_SAFETY_PASS)
  add_compile_options(-Wthread-safety)
endif()

# openday_package(NAME [ANY] MODULE...): an interface target `NAME` for pkg-config modules; ANY: for the first of them that is there. A
# missing one names its Debian package list.
function(openday_package name)
  cmake_parse_arguments(arg "ANY" "" "" ${ARGN})
  if(arg_ANY)
    pkg_search_module(${name}_pc REQUIRED IMPORTED_TARGET GLOBAL ${arg_UNPARSED_ARGUMENTS})
  else()
    pkg_check_modules(${name}_pc REQUIRED IMPORTED_TARGET GLOBAL ${arg_UNPARSED_ARGUMENTS})
  endif()
  add_library(${name} INTERFACE)
  target_link_libraries(${name} INTERFACE PkgConfig::${name}_pc)
endfunction()

# openday_library(NAME SOURCES a.cpp ... LINKS lib ... [PRIVATE_LINKS lib ...]): one static library per folder.
function(openday_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE openday_warnings ${arg_PRIVATE_LINKS})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# openday_program(NAME SOURCES ... LINKS ...)
function(openday_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE openday_warnings ${arg_LINKS})
endfunction()

add_custom_target(all_tests)        # every GoogleTest program
add_custom_target(threaded_tests)   # those that run threads of ours: what ThreadSanitizer is for
add_custom_target(fuzz_targets)
add_custom_target(lock_annotations) # libraries whose locks clang checks
set(OPENDAY_THREADED test_scan test_device test_app test_http test_transport test_agent test_journal test_bureau test_stores test_base)

# openday_test(NAME [WHOLE] [TIMEOUT seconds] SOURCES ... LINKS ... [LABELS ...]): a GoogleTest program, one CTest entry a case; WHOLE: one for all
# of it, where the cases share a server that is slow to start.
function(openday_test name)
  cmake_parse_arguments(arg "WHOLE" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE openday_warnings ${arg_LINKS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE OPENDAY_SOURCE_DIR="${CMAKE_SOURCE_DIR}" OPENDAY_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_dependencies(all_tests ${name})
  if(name IN_LIST OPENDAY_THREADED)
    add_dependencies(threaded_tests ${name})
    list(APPEND arg_LABELS threaded)
  endif()
  set(properties TIMEOUT 300)
  if(arg_TIMEOUT)
    set(properties TIMEOUT ${arg_TIMEOUT})
  endif()
  if(arg_LABELS)  # an empty value would be dropped, and TIMEOUT read as the label
    list(APPEND properties LABELS ${arg_LABELS})
  endif()
  if(arg_WHOLE)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES ${properties})
  else()
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES ${properties})
  endif()
endfunction()

# openday_fuzz(NAME SOURCES ... LINKS ... [SEEDS folder]): a libFuzzer target under clang (-DOPENDAY_FUZZ=ON), and a CTest entry
# that runs it for OPENDAY_FUZZ_SECONDS from its seeds.
set(OPENDAY_FUZZ_SECONDS 15 CACHE STRING "How long each fuzz target runs in CTest")
set(OPENDAY_FUZZ_SEED 1 CACHE STRING "The same inputs in every short run; 0: new ones each time")
function(openday_fuzz name)
  if(NOT OPENDAY_FUZZ)
    return()
  endif()
  cmake_parse_arguments(arg "" "SEEDS" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE openday_warnings ${arg_LINKS})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
  add_dependencies(fuzz_targets ${name})
  set(corpus ${CMAKE_BINARY_DIR}/corpus/${name})
  file(MAKE_DIRECTORY ${corpus})
  add_test(NAME ${name} COMMAND ${name} -seed=${OPENDAY_FUZZ_SEED} -max_total_time=${OPENDAY_FUZZ_SECONDS} -timeout=20 -rss_limit_mb=2048
    -artifact_prefix=${CMAKE_BINARY_DIR}/corpus/ -print_final_stats=1 ${corpus} ${arg_SEEDS})
  set_tests_properties(${name} PROPERTIES LABELS fuzz)
endfunction()

# openday_bench(NAME SOURCES ... LINKS ...): a Google Benchmark program; built by the target `benchmarks`, never by `all`.
add_custom_target(benchmarks)
function(openday_bench name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE openday_warnings ${arg_LINKS} benchmark::benchmark benchmark::benchmark_main)
  target_compile_definitions(${name} PRIVATE OPENDAY_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
  add_dependencies(benchmarks ${name})
endfunction()
