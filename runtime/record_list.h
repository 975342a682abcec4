// PEP3118_LIST(a, b, ...) is the macro for a list of that length, and PEP3118_LIST(a, b)(m, r, a, b) is
// m(r, a) m(r, b).  For more than 256 it is PEP3118_LIST_TOO_LONG, and the list m##_TOO_LONG(r).
// Made by make_record_list.py.
#ifndef PEP3118_RUNTIME_RECORD_LIST_H_
#define PEP3118_RUNTIME_RECORD_LIST_H_

// Compilers then leave these macros out of their messages.
#if defined(__GNUC__)
#pragma GCC system_header
#endif

#define PEP3118_LIST_1(m, r, a1) m(r, a1)
#define PEP3118_LIST_2(m, r, a1, a2) m(r, a1) m(r, a2)
#define PEP3118_LIST_3(m, r, a1, a2, a3) m(r, a1) m(r, a2) m(r, a3)
#define PEP3118_LIST_4(m, r, a1, a2, a3, a4) m(r, a1) m(r, a2) m(r, a3) m(r, a4)
#define PEP3118_LIST_5(m, r, a1, a2, a3, a4, a5) m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5)
#define PEP3118_LIST_6(m, r, a1, a2, a3, a4, a5, a6) \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6)
#define PEP3118_LIST_7(m, r, a1, a2, a3, a4, a5, a6, a7) \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7)
#define PEP3118_LIST_8(m, r, a1, a2, a3, a4, a5, a6, a7, a8) \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8)
#define PEP3118_LIST_9(m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9) \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9)
#define PEP3118_LIST_10(m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10) \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)
#define PEP3118_LIST_11(m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11)                  \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10) \
      m(r, a11)
#define PEP3118_LIST_12(m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12)             \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10) \
      m(r, a11) m(r, a12)
#define PEP3118_LIST_13(m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13)        \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10) \
      m(r, a11) m(r, a12) m(r, a13)
#define PEP3118_LIST_14(m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14)   \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10) \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14)
#define PEP3118_LIST_15(m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15) \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15)
#define PEP3118_LIST_16(m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, \
                        a16)                                                                    \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16)
#define PEP3118_LIST_STEP_1(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                            a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_2(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                            a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_3(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                            a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_4(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                            a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_5(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                            a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_6(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                            a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_7(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                            a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_8(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                            a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_9(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                            a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)    \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_10(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                             a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)     \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_11(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                             a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)     \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_12(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                             a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)     \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_13(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                             a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)     \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_14(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                             a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)     \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_STEP_15(next, m, r, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, \
                             a14, a15, a16, ...)                                                 \
  m(r, a1) m(r, a2) m(r, a3) m(r, a4) m(r, a5) m(r, a6) m(r, a7) m(r, a8) m(r, a9) m(r, a10)     \
      m(r, a11) m(r, a12) m(r, a13) m(r, a14) m(r, a15) m(r, a16) next(m, r, __VA_ARGS__)
#define PEP3118_LIST_17(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_1, m, r, __VA_ARGS__)
#define PEP3118_LIST_18(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_2, m, r, __VA_ARGS__)
#define PEP3118_LIST_19(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_3, m, r, __VA_ARGS__)
#define PEP3118_LIST_20(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_4, m, r, __VA_ARGS__)
#define PEP3118_LIST_21(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_5, m, r, __VA_ARGS__)
#define PEP3118_LIST_22(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_6, m, r, __VA_ARGS__)
#define PEP3118_LIST_23(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_7, m, r, __VA_ARGS__)
#define PEP3118_LIST_24(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_8, m, r, __VA_ARGS__)
#define PEP3118_LIST_25(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_9, m, r, __VA_ARGS__)
#define PEP3118_LIST_26(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_10, m, r, __VA_ARGS__)
#define PEP3118_LIST_27(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_11, m, r, __VA_ARGS__)
#define PEP3118_LIST_28(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_12, m, r, __VA_ARGS__)
#define PEP3118_LIST_29(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_13, m, r, __VA_ARGS__)
#define PEP3118_LIST_30(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_14, m, r, __VA_ARGS__)
#define PEP3118_LIST_31(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_15, m, r, __VA_ARGS__)
#define PEP3118_LIST_32(m, r, ...) PEP3118_LIST_STEP_1(PEP3118_LIST_16, m, r, __VA_ARGS__)
#define PEP3118_LIST_33(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_17, m, r, __VA_ARGS__)
#define PEP3118_LIST_34(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_18, m, r, __VA_ARGS__)
#define PEP3118_LIST_35(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_19, m, r, __VA_ARGS__)
#define PEP3118_LIST_36(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_20, m, r, __VA_ARGS__)
#define PEP3118_LIST_37(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_21, m, r, __VA_ARGS__)
#define PEP3118_LIST_38(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_22, m, r, __VA_ARGS__)
#define PEP3118_LIST_39(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_23, m, r, __VA_ARGS__)
#define PEP3118_LIST_40(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_24, m, r, __VA_ARGS__)
#define PEP3118_LIST_41(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_25, m, r, __VA_ARGS__)
#define PEP3118_LIST_42(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_26, m, r, __VA_ARGS__)
#define PEP3118_LIST_43(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_27, m, r, __VA_ARGS__)
#define PEP3118_LIST_44(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_28, m, r, __VA_ARGS__)
#define PEP3118_LIST_45(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_29, m, r, __VA_ARGS__)
#define PEP3118_LIST_46(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_30, m, r, __VA_ARGS__)
#define PEP3118_LIST_47(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_31, m, r, __VA_ARGS__)
#define PEP3118_LIST_48(m, r, ...) PEP3118_LIST_STEP_2(PEP3118_LIST_32, m, r, __VA_ARGS__)
#define PEP3118_LIST_49(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_33, m, r, __VA_ARGS__)
#define PEP3118_LIST_50(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_34, m, r, __VA_ARGS__)
#define PEP3118_LIST_51(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_35, m, r, __VA_ARGS__)
#define PEP3118_LIST_52(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_36, m, r, __VA_ARGS__)
#define PEP3118_LIST_53(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_37, m, r, __VA_ARGS__)
#define PEP3118_LIST_54(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_38, m, r, __VA_ARGS__)
#define PEP3118_LIST_55(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_39, m, r, __VA_ARGS__)
#define PEP3118_LIST_56(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_40, m, r, __VA_ARGS__)
#define PEP3118_LIST_57(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_41, m, r, __VA_ARGS__)
#define PEP3118_LIST_58(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_42, m, r, __VA_ARGS__)
#define PEP3118_LIST_59(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_43, m, r, __VA_ARGS__)
#define PEP3118_LIST_60(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_44, m, r, __VA_ARGS__)
#define PEP3118_LIST_61(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_45, m, r, __VA_ARGS__)
#define PEP3118_LIST_62(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_46, m, r, __VA_ARGS__)
#define PEP3118_LIST_63(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_47, m, r, __VA_ARGS__)
#define PEP3118_LIST_64(m, r, ...) PEP3118_LIST_STEP_3(PEP3118_LIST_48, m, r, __VA_ARGS__)
#define PEP3118_LIST_65(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_49, m, r, __VA_ARGS__)
#define PEP3118_LIST_66(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_50, m, r, __VA_ARGS__)
#define PEP3118_LIST_67(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_51, m, r, __VA_ARGS__)
#define PEP3118_LIST_68(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_52, m, r, __VA_ARGS__)
#define PEP3118_LIST_69(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_53, m, r, __VA_ARGS__)
#define PEP3118_LIST_70(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_54, m, r, __VA_ARGS__)
#define PEP3118_LIST_71(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_55, m, r, __VA_ARGS__)
#define PEP3118_LIST_72(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_56, m, r, __VA_ARGS__)
#define PEP3118_LIST_73(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_57, m, r, __VA_ARGS__)
#define PEP3118_LIST_74(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_58, m, r, __VA_ARGS__)
#define PEP3118_LIST_75(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_59, m, r, __VA_ARGS__)
#define PEP3118_LIST_76(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_60, m, r, __VA_ARGS__)
#define PEP3118_LIST_77(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_61, m, r, __VA_ARGS__)
#define PEP3118_LIST_78(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_62, m, r, __VA_ARGS__)
#define PEP3118_LIST_79(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_63, m, r, __VA_ARGS__)
#define PEP3118_LIST_80(m, r, ...) PEP3118_LIST_STEP_4(PEP3118_LIST_64, m, r, __VA_ARGS__)
#define PEP3118_LIST_81(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_65, m, r, __VA_ARGS__)
#define PEP3118_LIST_82(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_66, m, r, __VA_ARGS__)
#define PEP3118_LIST_83(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_67, m, r, __VA_ARGS__)
#define PEP3118_LIST_84(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_68, m, r, __VA_ARGS__)
#define PEP3118_LIST_85(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_69, m, r, __VA_ARGS__)
#define PEP3118_LIST_86(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_70, m, r, __VA_ARGS__)
#define PEP3118_LIST_87(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_71, m, r, __VA_ARGS__)
#define PEP3118_LIST_88(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_72, m, r, __VA_ARGS__)
#define PEP3118_LIST_89(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_73, m, r, __VA_ARGS__)
#define PEP3118_LIST_90(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_74, m, r, __VA_ARGS__)
#define PEP3118_LIST_91(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_75, m, r, __VA_ARGS__)
#define PEP3118_LIST_92(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_76, m, r, __VA_ARGS__)
#define PEP3118_LIST_93(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_77, m, r, __VA_ARGS__)
#define PEP3118_LIST_94(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_78, m, r, __VA_ARGS__)
#define PEP3118_LIST_95(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_79, m, r, __VA_ARGS__)
#define PEP3118_LIST_96(m, r, ...) PEP3118_LIST_STEP_5(PEP3118_LIST_80, m, r, __VA_ARGS__)
#define PEP3118_LIST_97(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_81, m, r, __VA_ARGS__)
#define PEP3118_LIST_98(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_82, m, r, __VA_ARGS__)
#define PEP3118_LIST_99(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_83, m, r, __VA_ARGS__)
#define PEP3118_LIST_100(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_84, m, r, __VA_ARGS__)
#define PEP3118_LIST_101(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_85, m, r, __VA_ARGS__)
#define PEP3118_LIST_102(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_86, m, r, __VA_ARGS__)
#define PEP3118_LIST_103(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_87, m, r, __VA_ARGS__)
#define PEP3118_LIST_104(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_88, m, r, __VA_ARGS__)
#define PEP3118_LIST_105(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_89, m, r, __VA_ARGS__)
#define PEP3118_LIST_106(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_90, m, r, __VA_ARGS__)
#define PEP3118_LIST_107(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_91, m, r, __VA_ARGS__)
#define PEP3118_LIST_108(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_92, m, r, __VA_ARGS__)
#define PEP3118_LIST_109(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_93, m, r, __VA_ARGS__)
#define PEP3118_LIST_110(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_94, m, r, __VA_ARGS__)
#define PEP3118_LIST_111(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_95, m, r, __VA_ARGS__)
#define PEP3118_LIST_112(m, r, ...) PEP3118_LIST_STEP_6(PEP3118_LIST_96, m, r, __VA_ARGS__)
#define PEP3118_LIST_113(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_97, m, r, __VA_ARGS__)
#define PEP3118_LIST_114(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_98, m, r, __VA_ARGS__)
#define PEP3118_LIST_115(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_99, m, r, __VA_ARGS__)
#define PEP3118_LIST_116(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_100, m, r, __VA_ARGS__)
#define PEP3118_LIST_117(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_101, m, r, __VA_ARGS__)
#define PEP3118_LIST_118(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_102, m, r, __VA_ARGS__)
#define PEP3118_LIST_119(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_103, m, r, __VA_ARGS__)
#define PEP3118_LIST_120(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_104, m, r, __VA_ARGS__)
#define PEP3118_LIST_121(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_105, m, r, __VA_ARGS__)
#define PEP3118_LIST_122(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_106, m, r, __VA_ARGS__)
#define PEP3118_LIST_123(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_107, m, r, __VA_ARGS__)
#define PEP3118_LIST_124(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_108, m, r, __VA_ARGS__)
#define PEP3118_LIST_125(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_109, m, r, __VA_ARGS__)
#define PEP3118_LIST_126(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_110, m, r, __VA_ARGS__)
#define PEP3118_LIST_127(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_111, m, r, __VA_ARGS__)
#define PEP3118_LIST_128(m, r, ...) PEP3118_LIST_STEP_7(PEP3118_LIST_112, m, r, __VA_ARGS__)
#define PEP3118_LIST_129(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_113, m, r, __VA_ARGS__)
#define PEP3118_LIST_130(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_114, m, r, __VA_ARGS__)
#define PEP3118_LIST_131(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_115, m, r, __VA_ARGS__)
#define PEP3118_LIST_132(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_116, m, r, __VA_ARGS__)
#define PEP3118_LIST_133(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_117, m, r, __VA_ARGS__)
#define PEP3118_LIST_134(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_118, m, r, __VA_ARGS__)
#define PEP3118_LIST_135(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_119, m, r, __VA_ARGS__)
#define PEP3118_LIST_136(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_120, m, r, __VA_ARGS__)
#define PEP3118_LIST_137(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_121, m, r, __VA_ARGS__)
#define PEP3118_LIST_138(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_122, m, r, __VA_ARGS__)
#define PEP3118_LIST_139(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_123, m, r, __VA_ARGS__)
#define PEP3118_LIST_140(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_124, m, r, __VA_ARGS__)
#define PEP3118_LIST_141(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_125, m, r, __VA_ARGS__)
#define PEP3118_LIST_142(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_126, m, r, __VA_ARGS__)
#define PEP3118_LIST_143(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_127, m, r, __VA_ARGS__)
#define PEP3118_LIST_144(m, r, ...) PEP3118_LIST_STEP_8(PEP3118_LIST_128, m, r, __VA_ARGS__)
#define PEP3118_LIST_145(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_129, m, r, __VA_ARGS__)
#define PEP3118_LIST_146(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_130, m, r, __VA_ARGS__)
#define PEP3118_LIST_147(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_131, m, r, __VA_ARGS__)
#define PEP3118_LIST_148(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_132, m, r, __VA_ARGS__)
#define PEP3118_LIST_149(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_133, m, r, __VA_ARGS__)
#define PEP3118_LIST_150(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_134, m, r, __VA_ARGS__)
#define PEP3118_LIST_151(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_135, m, r, __VA_ARGS__)
#define PEP3118_LIST_152(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_136, m, r, __VA_ARGS__)
#define PEP3118_LIST_153(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_137, m, r, __VA_ARGS__)
#define PEP3118_LIST_154(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_138, m, r, __VA_ARGS__)
#define PEP3118_LIST_155(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_139, m, r, __VA_ARGS__)
#define PEP3118_LIST_156(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_140, m, r, __VA_ARGS__)
#define PEP3118_LIST_157(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_141, m, r, __VA_ARGS__)
#define PEP3118_LIST_158(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_142, m, r, __VA_ARGS__)
#define PEP3118_LIST_159(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_143, m, r, __VA_ARGS__)
#define PEP3118_LIST_160(m, r, ...) PEP3118_LIST_STEP_9(PEP3118_LIST_144, m, r, __VA_ARGS__)
#define PEP3118_LIST_161(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_145, m, r, __VA_ARGS__)
#define PEP3118_LIST_162(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_146, m, r, __VA_ARGS__)
#define PEP3118_LIST_163(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_147, m, r, __VA_ARGS__)
#define PEP3118_LIST_164(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_148, m, r, __VA_ARGS__)
#define PEP3118_LIST_165(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_149, m, r, __VA_ARGS__)
#define PEP3118_LIST_166(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_150, m, r, __VA_ARGS__)
#define PEP3118_LIST_167(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_151, m, r, __VA_ARGS__)
#define PEP3118_LIST_168(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_152, m, r, __VA_ARGS__)
#define PEP3118_LIST_169(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_153, m, r, __VA_ARGS__)
#define PEP3118_LIST_170(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_154, m, r, __VA_ARGS__)
#define PEP3118_LIST_171(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_155, m, r, __VA_ARGS__)
#define PEP3118_LIST_172(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_156, m, r, __VA_ARGS__)
#define PEP3118_LIST_173(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_157, m, r, __VA_ARGS__)
#define PEP3118_LIST_174(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_158, m, r, __VA_ARGS__)
#define PEP3118_LIST_175(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_159, m, r, __VA_ARGS__)
#define PEP3118_LIST_176(m, r, ...) PEP3118_LIST_STEP_10(PEP3118_LIST_160, m, r, __VA_ARGS__)
#define PEP3118_LIST_177(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_161, m, r, __VA_ARGS__)
#define PEP3118_LIST_178(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_162, m, r, __VA_ARGS__)
#define PEP3118_LIST_179(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_163, m, r, __VA_ARGS__)
#define PEP3118_LIST_180(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_164, m, r, __VA_ARGS__)
#define PEP3118_LIST_181(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_165, m, r, __VA_ARGS__)
#define PEP3118_LIST_182(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_166, m, r, __VA_ARGS__)
#define PEP3118_LIST_183(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_167, m, r, __VA_ARGS__)
#define PEP3118_LIST_184(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_168, m, r, __VA_ARGS__)
#define PEP3118_LIST_185(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_169, m, r, __VA_ARGS__)
#define PEP3118_LIST_186(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_170, m, r, __VA_ARGS__)
#define PEP3118_LIST_187(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_171, m, r, __VA_ARGS__)
#define PEP3118_LIST_188(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_172, m, r, __VA_ARGS__)
#define PEP3118_LIST_189(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_173, m, r, __VA_ARGS__)
#define PEP3118_LIST_190(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_174, m, r, __VA_ARGS__)
#define PEP3118_LIST_191(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_175, m, r, __VA_ARGS__)
#define PEP3118_LIST_192(m, r, ...) PEP3118_LIST_STEP_11(PEP3118_LIST_176, m, r, __VA_ARGS__)
#define PEP3118_LIST_193(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_177, m, r, __VA_ARGS__)
#define PEP3118_LIST_194(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_178, m, r, __VA_ARGS__)
#define PEP3118_LIST_195(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_179, m, r, __VA_ARGS__)
#define PEP3118_LIST_196(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_180, m, r, __VA_ARGS__)
#define PEP3118_LIST_197(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_181, m, r, __VA_ARGS__)
#define PEP3118_LIST_198(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_182, m, r, __VA_ARGS__)
#define PEP3118_LIST_199(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_183, m, r, __VA_ARGS__)
#define PEP3118_LIST_200(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_184, m, r, __VA_ARGS__)
#define PEP3118_LIST_201(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_185, m, r, __VA_ARGS__)
#define PEP3118_LIST_202(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_186, m, r, __VA_ARGS__)
#define PEP3118_LIST_203(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_187, m, r, __VA_ARGS__)
#define PEP3118_LIST_204(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_188, m, r, __VA_ARGS__)
#define PEP3118_LIST_205(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_189, m, r, __VA_ARGS__)
#define PEP3118_LIST_206(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_190, m, r, __VA_ARGS__)
#define PEP3118_LIST_207(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_191, m, r, __VA_ARGS__)
#define PEP3118_LIST_208(m, r, ...) PEP3118_LIST_STEP_12(PEP3118_LIST_192, m, r, __VA_ARGS__)
#define PEP3118_LIST_209(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_193, m, r, __VA_ARGS__)
#define PEP3118_LIST_210(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_194, m, r, __VA_ARGS__)
#define PEP3118_LIST_211(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_195, m, r, __VA_ARGS__)
#define PEP3118_LIST_212(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_196, m, r, __VA_ARGS__)
#define PEP3118_LIST_213(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_197, m, r, __VA_ARGS__)
#define PEP3118_LIST_214(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_198, m, r, __VA_ARGS__)
#define PEP3118_LIST_215(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_199, m, r, __VA_ARGS__)
#define PEP3118_LIST_216(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_200, m, r, __VA_ARGS__)
#define PEP3118_LIST_217(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_201, m, r, __VA_ARGS__)
#define PEP3118_LIST_218(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_202, m, r, __VA_ARGS__)
#define PEP3118_LIST_219(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_203, m, r, __VA_ARGS__)
#define PEP3118_LIST_220(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_204, m, r, __VA_ARGS__)
#define PEP3118_LIST_221(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_205, m, r, __VA_ARGS__)
#define PEP3118_LIST_222(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_206, m, r, __VA_ARGS__)
#define PEP3118_LIST_223(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_207, m, r, __VA_ARGS__)
#define PEP3118_LIST_224(m, r, ...) PEP3118_LIST_STEP_13(PEP3118_LIST_208, m, r, __VA_ARGS__)
#define PEP3118_LIST_225(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_209, m, r, __VA_ARGS__)
#define PEP3118_LIST_226(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_210, m, r, __VA_ARGS__)
#define PEP3118_LIST_227(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_211, m, r, __VA_ARGS__)
#define PEP3118_LIST_228(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_212, m, r, __VA_ARGS__)
#define PEP3118_LIST_229(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_213, m, r, __VA_ARGS__)
#define PEP3118_LIST_230(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_214, m, r, __VA_ARGS__)
#define PEP3118_LIST_231(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_215, m, r, __VA_ARGS__)
#define PEP3118_LIST_232(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_216, m, r, __VA_ARGS__)
#define PEP3118_LIST_233(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_217, m, r, __VA_ARGS__)
#define PEP3118_LIST_234(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_218, m, r, __VA_ARGS__)
#define PEP3118_LIST_235(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_219, m, r, __VA_ARGS__)
#define PEP3118_LIST_236(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_220, m, r, __VA_ARGS__)
#define PEP3118_LIST_237(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_221, m, r, __VA_ARGS__)
#define PEP3118_LIST_238(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_222, m, r, __VA_ARGS__)
#define PEP3118_LIST_239(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_223, m, r, __VA_ARGS__)
#define PEP3118_LIST_240(m, r, ...) PEP3118_LIST_STEP_14(PEP3118_LIST_224, m, r, __VA_ARGS__)
#define PEP3118_LIST_241(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_225, m, r, __VA_ARGS__)
#define PEP3118_LIST_242(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_226, m, r, __VA_ARGS__)
#define PEP3118_LIST_243(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_227, m, r, __VA_ARGS__)
#define PEP3118_LIST_244(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_228, m, r, __VA_ARGS__)
#define PEP3118_LIST_245(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_229, m, r, __VA_ARGS__)
#define PEP3118_LIST_246(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_230, m, r, __VA_ARGS__)
#define PEP3118_LIST_247(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_231, m, r, __VA_ARGS__)
#define PEP3118_LIST_248(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_232, m, r, __VA_ARGS__)
#define PEP3118_LIST_249(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_233, m, r, __VA_ARGS__)
#define PEP3118_LIST_250(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_234, m, r, __VA_ARGS__)
#define PEP3118_LIST_251(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_235, m, r, __VA_ARGS__)
#define PEP3118_LIST_252(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_236, m, r, __VA_ARGS__)
#define PEP3118_LIST_253(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_237, m, r, __VA_ARGS__)
#define PEP3118_LIST_254(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_238, m, r, __VA_ARGS__)
#define PEP3118_LIST_255(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_239, m, r, __VA_ARGS__)
#define PEP3118_LIST_256(m, r, ...) PEP3118_LIST_STEP_15(PEP3118_LIST_240, m, r, __VA_ARGS__)
#define PEP3118_LIST_TOO_LONG(m, r, ...) m##_TOO_LONG(r)

// The last of its named arguments: one name for each length of the list.
#define PEP3118_LIST_PICK(                                                                         \
    a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20,     \
    a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, \
    a40, a41, a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, \
    a59, a60, a61, a62, a63, a64, a65, a66, a67, a68, a69, a70, a71, a72, a73, a74, a75, a76, a77, \
    a78, a79, a80, a81, a82, a83, a84, a85, a86, a87, a88, a89, a90, a91, a92, a93, a94, a95, a96, \
    a97, a98, a99, a100, a101, a102, a103, a104, a105, a106, a107, a108, a109, a110, a111, a112,   \
    a113, a114, a115, a116, a117, a118, a119, a120, a121, a122, a123, a124, a125, a126, a127,      \
    a128, a129, a130, a131, a132, a133, a134, a135, a136, a137, a138, a139, a140, a141, a142,      \
    a143, a144, a145, a146, a147, a148, a149, a150, a151, a152, a153, a154, a155, a156, a157,      \
    a158, a159, a160, a161, a162, a163, a164, a165, a166, a167, a168, a169, a170, a171, a172,      \
    a173, a174, a175, a176, a177, a178, a179, a180, a181, a182, a183, a184, a185, a186, a187,      \
    a188, a189, a190, a191, a192, a193, a194, a195, a196, a197, a198, a199, a200, a201, a202,      \
    a203, a204, a205, a206, a207, a208, a209, a210, a211, a212, a213, a214, a215, a216, a217,      \
    a218, a219, a220, a221, a222, a223, a224, a225, a226, a227, a228, a229, a230, a231, a232,      \
    a233, a234, a235, a236, a237, a238, a239, a240, a241, a242, a243, a244, a245, a246, a247,      \
    a248, a249, a250, a251, a252, a253, a254, a255, a256, a257, a258, a259, a260, a261, a262,      \
    a263, a264, a265, a266, a267, a268, a269, a270, a271, a272, a273, a274, a275, a276, a277,      \
    a278, a279, a280, a281, a282, a283, a284, a285, a286, a287, a288, a289, a290, a291, a292,      \
    a293, a294, a295, a296, a297, a298, a299, a300, a301, a302, a303, a304, a305, a306, a307,      \
    a308, a309, a310, a311, a312, a313, a314, a315, a316, a317, a318, a319, a320, a321, a322,      \
    a323, a324, a325, a326, a327, a328, a329, a330, a331, a332, a333, a334, a335, a336, a337,      \
    a338, a339, a340, a341, a342, a343, a344, a345, a346, a347, a348, a349, a350, a351, a352,      \
    a353, a354, a355, a356, a357, a358, a359, a360, a361, a362, a363, a364, a365, a366, a367,      \
    a368, a369, a370, a371, a372, a373, a374, a375, a376, a377, a378, a379, a380, a381, a382,      \
    a383, a384, a385, a386, a387, a388, a389, a390, a391, a392, a393, a394, a395, a396, a397,      \
    a398, a399, a400, a401, a402, a403, a404, a405, a406, a407, a408, a409, a410, a411, a412,      \
    a413, a414, a415, a416, a417, a418, a419, a420, a421, a422, a423, a424, a425, a426, a427,      \
    a428, a429, a430, a431, a432, a433, a434, a435, a436, a437, a438, a439, a440, a441, a442,      \
    a443, a444, a445, a446, a447, a448, a449, a450, a451, a452, a453, a454, a455, a456, a457,      \
    a458, a459, a460, a461, a462, a463, a464, a465, a466, a467, a468, a469, a470, a471, a472,      \
    a473, a474, a475, a476, a477, a478, a479, a480, a481, a482, a483, a484, a485, a486, a487,      \
    a488, a489, a490, a491, a492, a493, a494, a495, a496, a497, a498, a499, a500, a501, a502,      \
    a503, a504, a505, a506, a507, a508, a509, a510, a511, picked, ...)                             \
  picked
#define PEP3118_LIST(...)                                                                         \
  PEP3118_LIST_PICK(                                                                              \
      __VA_ARGS__, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG,           \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, PEP3118_LIST_TOO_LONG, \
      PEP3118_LIST_256, PEP3118_LIST_255, PEP3118_LIST_254, PEP3118_LIST_253, PEP3118_LIST_252,   \
      PEP3118_LIST_251, PEP3118_LIST_250, PEP3118_LIST_249, PEP3118_LIST_248, PEP3118_LIST_247,   \
      PEP3118_LIST_246, PEP3118_LIST_245, PEP3118_LIST_244, PEP3118_LIST_243, PEP3118_LIST_242,   \
      PEP3118_LIST_241, PEP3118_LIST_240, PEP3118_LIST_239, PEP3118_LIST_238, PEP3118_LIST_237,   \
      PEP3118_LIST_236, PEP3118_LIST_235, PEP3118_LIST_234, PEP3118_LIST_233, PEP3118_LIST_232,   \
      PEP3118_LIST_231, PEP3118_LIST_230, PEP3118_LIST_229, PEP3118_LIST_228, PEP3118_LIST_227,   \
      PEP3118_LIST_226, PEP3118_LIST_225, PEP3118_LIST_224, PEP3118_LIST_223, PEP3118_LIST_222,   \
      PEP3118_LIST_221, PEP3118_LIST_220, PEP3118_LIST_219, PEP3118_LIST_218, PEP3118_LIST_217,   \
      PEP3118_LIST_216, PEP3118_LIST_215, PEP3118_LIST_214, PEP3118_LIST_213, PEP3118_LIST_212,   \
      PEP3118_LIST_211, PEP3118_LIST_210, PEP3118_LIST_209, PEP3118_LIST_208, PEP3118_LIST_207,   \
      PEP3118_LIST_206, PEP3118_LIST_205, PEP3118_LIST_204, PEP3118_LIST_203, PEP3118_LIST_202,   \
      PEP3118_LIST_201, PEP3118_LIST_200, PEP3118_LIST_199, PEP3118_LIST_198, PEP3118_LIST_197,   \
      PEP3118_LIST_196, PEP3118_LIST_195, PEP3118_LIST_194, PEP3118_LIST_193, PEP3118_LIST_192,   \
      PEP3118_LIST_191, PEP3118_LIST_190, PEP3118_LIST_189, PEP3118_LIST_188, PEP3118_LIST_187,   \
      PEP3118_LIST_186, PEP3118_LIST_185, PEP3118_LIST_184, PEP3118_LIST_183, PEP3118_LIST_182,   \
      PEP3118_LIST_181, PEP3118_LIST_180, PEP3118_LIST_179, PEP3118_LIST_178, PEP3118_LIST_177,   \
      PEP3118_LIST_176, PEP3118_LIST_175, PEP3118_LIST_174, PEP3118_LIST_173, PEP3118_LIST_172,   \
      PEP3118_LIST_171, PEP3118_LIST_170, PEP3118_LIST_169, PEP3118_LIST_168, PEP3118_LIST_167,   \
      PEP3118_LIST_166, PEP3118_LIST_165, PEP3118_LIST_164, PEP3118_LIST_163, PEP3118_LIST_162,   \
      PEP3118_LIST_161, PEP3118_LIST_160, PEP3118_LIST_159, PEP3118_LIST_158, PEP3118_LIST_157,   \
      PEP3118_LIST_156, PEP3118_LIST_155, PEP3118_LIST_154, PEP3118_LIST_153, PEP3118_LIST_152,   \
      PEP3118_LIST_151, PEP3118_LIST_150, PEP3118_LIST_149, PEP3118_LIST_148, PEP3118_LIST_147,   \
      PEP3118_LIST_146, PEP3118_LIST_145, PEP3118_LIST_144, PEP3118_LIST_143, PEP3118_LIST_142,   \
      PEP3118_LIST_141, PEP3118_LIST_140, PEP3118_LIST_139, PEP3118_LIST_138, PEP3118_LIST_137,   \
      PEP3118_LIST_136, PEP3118_LIST_135, PEP3118_LIST_134, PEP3118_LIST_133, PEP3118_LIST_132,   \
      PEP3118_LIST_131, PEP3118_LIST_130, PEP3118_LIST_129, PEP3118_LIST_128, PEP3118_LIST_127,   \
      PEP3118_LIST_126, PEP3118_LIST_125, PEP3118_LIST_124, PEP3118_LIST_123, PEP3118_LIST_122,   \
      PEP3118_LIST_121, PEP3118_LIST_120, PEP3118_LIST_119, PEP3118_LIST_118, PEP3118_LIST_117,   \
      PEP3118_LIST_116, PEP3118_LIST_115, PEP3118_LIST_114, PEP3118_LIST_113, PEP3118_LIST_112,   \
      PEP3118_LIST_111, PEP3118_LIST_110, PEP3118_LIST_109, PEP3118_LIST_108, PEP3118_LIST_107,   \
      PEP3118_LIST_106, PEP3118_LIST_105, PEP3118_LIST_104, PEP3118_LIST_103, PEP3118_LIST_102,   \
      PEP3118_LIST_101, PEP3118_LIST_100, PEP3118_LIST_99, PEP3118_LIST_98, PEP3118_LIST_97,      \
      PEP3118_LIST_96, PEP3118_LIST_95, PEP3118_LIST_94, PEP3118_LIST_93, PEP3118_LIST_92,        \
      PEP3118_LIST_91, PEP3118_LIST_90, PEP3118_LIST_89, PEP3118_LIST_88, PEP3118_LIST_87,        \
      PEP3118_LIST_86, PEP3118_LIST_85, PEP3118_LIST_84, PEP3118_LIST_83, PEP3118_LIST_82,        \
      PEP3118_LIST_81, PEP3118_LIST_80, PEP3118_LIST_79, PEP3118_LIST_78, PEP3118_LIST_77,        \
      PEP3118_LIST_76, PEP3118_LIST_75, PEP3118_LIST_74, PEP3118_LIST_73, PEP3118_LIST_72,        \
      PEP3118_LIST_71, PEP3118_LIST_70, PEP3118_LIST_69, PEP3118_LIST_68, PEP3118_LIST_67,        \
      PEP3118_LIST_66, PEP3118_LIST_65, PEP3118_LIST_64, PEP3118_LIST_63, PEP3118_LIST_62,        \
      PEP3118_LIST_61, PEP3118_LIST_60, PEP3118_LIST_59, PEP3118_LIST_58, PEP3118_LIST_57,        \
      PEP3118_LIST_56, PEP3118_LIST_55, PEP3118_LIST_54, PEP3118_LIST_53, PEP3118_LIST_52,        \
      PEP3118_LIST_51, PEP3118_LIST_50, PEP3118_LIST_49, PEP3118_LIST_48, PEP3118_LIST_47,        \
      PEP3118_LIST_46, PEP3118_LIST_45, PEP3118_LIST_44, PEP3118_LIST_43, PEP3118_LIST_42,        \
      PEP3118_LIST_41, PEP3118_LIST_40, PEP3118_LIST_39, PEP3118_LIST_38, PEP3118_LIST_37,        \
      PEP3118_LIST_36, PEP3118_LIST_35, PEP3118_LIST_34, PEP3118_LIST_33, PEP3118_LIST_32,        \
      PEP3118_LIST_31, PEP3118_LIST_30, PEP3118_LIST_29, PEP3118_LIST_28, PEP3118_LIST_27,        \
      PEP3118_LIST_26, PEP3118_LIST_25, PEP3118_LIST_24, PEP3118_LIST_23, PEP3118_LIST_22,        \
      PEP3118_LIST_21, PEP3118_LIST_20, PEP3118_LIST_19, PEP3118_LIST_18, PEP3118_LIST_17,        \
      PEP3118_LIST_16, PEP3118_LIST_15, PEP3118_LIST_14, PEP3118_LIST_13, PEP3118_LIST_12,        \
      PEP3118_LIST_11, PEP3118_LIST_10, PEP3118_LIST_9, PEP3118_LIST_8, PEP3118_LIST_7,           \
      PEP3118_LIST_6, PEP3118_LIST_5, PEP3118_LIST_4, PEP3118_LIST_3, PEP3118_LIST_2,             \
      PEP3118_LIST_1, )

#endif  // PEP3118_RUNTIME_RECORD_LIST_H_
