// PEP3118_LIST(m, r, a, b, ...) is m(r, a), m(r, b), ...: the preprocessor's part of record.h.
#ifndef PEP3118_RUNTIME_RECORD_LIST_H_
#define PEP3118_RUNTIME_RECORD_LIST_H_

#define PEP3118_LIST_1(m, r, a) m(r, a)
#define PEP3118_LIST_2(m, r, a, ...) m(r, a), PEP3118_LIST_1(m, r, __VA_ARGS__)
#define PEP3118_LIST_3(m, r, a, ...) m(r, a), PEP3118_LIST_2(m, r, __VA_ARGS__)
#define PEP3118_LIST_4(m, r, a, ...) m(r, a), PEP3118_LIST_3(m, r, __VA_ARGS__)
#define PEP3118_LIST_5(m, r, a, ...) m(r, a), PEP3118_LIST_4(m, r, __VA_ARGS__)
#define PEP3118_LIST_6(m, r, a, ...) m(r, a), PEP3118_LIST_5(m, r, __VA_ARGS__)
#define PEP3118_LIST_7(m, r, a, ...) m(r, a), PEP3118_LIST_6(m, r, __VA_ARGS__)
#define PEP3118_LIST_8(m, r, a, ...) m(r, a), PEP3118_LIST_7(m, r, __VA_ARGS__)
#define PEP3118_LIST_9(m, r, a, ...) m(r, a), PEP3118_LIST_8(m, r, __VA_ARGS__)
#define PEP3118_LIST_10(m, r, a, ...) m(r, a), PEP3118_LIST_9(m, r, __VA_ARGS__)
#define PEP3118_LIST_11(m, r, a, ...) m(r, a), PEP3118_LIST_10(m, r, __VA_ARGS__)
#define PEP3118_LIST_12(m, r, a, ...) m(r, a), PEP3118_LIST_11(m, r, __VA_ARGS__)
#define PEP3118_LIST_13(m, r, a, ...) m(r, a), PEP3118_LIST_12(m, r, __VA_ARGS__)
#define PEP3118_LIST_14(m, r, a, ...) m(r, a), PEP3118_LIST_13(m, r, __VA_ARGS__)
#define PEP3118_LIST_15(m, r, a, ...) m(r, a), PEP3118_LIST_14(m, r, __VA_ARGS__)
#define PEP3118_LIST_16(m, r, a, ...) m(r, a), PEP3118_LIST_15(m, r, __VA_ARGS__)
#define PEP3118_LIST_17(m, r, a, ...) m(r, a), PEP3118_LIST_16(m, r, __VA_ARGS__)
#define PEP3118_LIST_18(m, r, a, ...) m(r, a), PEP3118_LIST_17(m, r, __VA_ARGS__)
#define PEP3118_LIST_19(m, r, a, ...) m(r, a), PEP3118_LIST_18(m, r, __VA_ARGS__)
#define PEP3118_LIST_20(m, r, a, ...) m(r, a), PEP3118_LIST_19(m, r, __VA_ARGS__)
#define PEP3118_LIST_21(m, r, a, ...) m(r, a), PEP3118_LIST_20(m, r, __VA_ARGS__)
#define PEP3118_LIST_22(m, r, a, ...) m(r, a), PEP3118_LIST_21(m, r, __VA_ARGS__)
#define PEP3118_LIST_23(m, r, a, ...) m(r, a), PEP3118_LIST_22(m, r, __VA_ARGS__)
#define PEP3118_LIST_24(m, r, a, ...) m(r, a), PEP3118_LIST_23(m, r, __VA_ARGS__)
#define PEP3118_LIST_25(m, r, a, ...) m(r, a), PEP3118_LIST_24(m, r, __VA_ARGS__)
#define PEP3118_LIST_26(m, r, a, ...) m(r, a), PEP3118_LIST_25(m, r, __VA_ARGS__)
#define PEP3118_LIST_27(m, r, a, ...) m(r, a), PEP3118_LIST_26(m, r, __VA_ARGS__)
#define PEP3118_LIST_28(m, r, a, ...) m(r, a), PEP3118_LIST_27(m, r, __VA_ARGS__)
#define PEP3118_LIST_29(m, r, a, ...) m(r, a), PEP3118_LIST_28(m, r, __VA_ARGS__)
#define PEP3118_LIST_30(m, r, a, ...) m(r, a), PEP3118_LIST_29(m, r, __VA_ARGS__)
#define PEP3118_LIST_31(m, r, a, ...) m(r, a), PEP3118_LIST_30(m, r, __VA_ARGS__)
#define PEP3118_LIST_32(m, r, a, ...) m(r, a), PEP3118_LIST_31(m, r, __VA_ARGS__)
#define PEP3118_LIST_33(m, r, a, ...) m(r, a), PEP3118_LIST_32(m, r, __VA_ARGS__)
#define PEP3118_LIST_34(m, r, a, ...) m(r, a), PEP3118_LIST_33(m, r, __VA_ARGS__)
#define PEP3118_LIST_35(m, r, a, ...) m(r, a), PEP3118_LIST_34(m, r, __VA_ARGS__)
#define PEP3118_LIST_36(m, r, a, ...) m(r, a), PEP3118_LIST_35(m, r, __VA_ARGS__)
#define PEP3118_LIST_37(m, r, a, ...) m(r, a), PEP3118_LIST_36(m, r, __VA_ARGS__)
#define PEP3118_LIST_38(m, r, a, ...) m(r, a), PEP3118_LIST_37(m, r, __VA_ARGS__)
#define PEP3118_LIST_39(m, r, a, ...) m(r, a), PEP3118_LIST_38(m, r, __VA_ARGS__)
#define PEP3118_LIST_40(m, r, a, ...) m(r, a), PEP3118_LIST_39(m, r, __VA_ARGS__)
#define PEP3118_LIST_41(m, r, a, ...) m(r, a), PEP3118_LIST_40(m, r, __VA_ARGS__)
#define PEP3118_LIST_42(m, r, a, ...) m(r, a), PEP3118_LIST_41(m, r, __VA_ARGS__)
#define PEP3118_LIST_43(m, r, a, ...) m(r, a), PEP3118_LIST_42(m, r, __VA_ARGS__)
#define PEP3118_LIST_44(m, r, a, ...) m(r, a), PEP3118_LIST_43(m, r, __VA_ARGS__)
#define PEP3118_LIST_45(m, r, a, ...) m(r, a), PEP3118_LIST_44(m, r, __VA_ARGS__)
#define PEP3118_LIST_46(m, r, a, ...) m(r, a), PEP3118_LIST_45(m, r, __VA_ARGS__)
#define PEP3118_LIST_47(m, r, a, ...) m(r, a), PEP3118_LIST_46(m, r, __VA_ARGS__)
#define PEP3118_LIST_48(m, r, a, ...) m(r, a), PEP3118_LIST_47(m, r, __VA_ARGS__)
#define PEP3118_LIST_49(m, r, a, ...) m(r, a), PEP3118_LIST_48(m, r, __VA_ARGS__)
#define PEP3118_LIST_50(m, r, a, ...) m(r, a), PEP3118_LIST_49(m, r, __VA_ARGS__)
#define PEP3118_LIST_51(m, r, a, ...) m(r, a), PEP3118_LIST_50(m, r, __VA_ARGS__)
#define PEP3118_LIST_52(m, r, a, ...) m(r, a), PEP3118_LIST_51(m, r, __VA_ARGS__)
#define PEP3118_LIST_53(m, r, a, ...) m(r, a), PEP3118_LIST_52(m, r, __VA_ARGS__)
#define PEP3118_LIST_54(m, r, a, ...) m(r, a), PEP3118_LIST_53(m, r, __VA_ARGS__)
#define PEP3118_LIST_55(m, r, a, ...) m(r, a), PEP3118_LIST_54(m, r, __VA_ARGS__)
#define PEP3118_LIST_56(m, r, a, ...) m(r, a), PEP3118_LIST_55(m, r, __VA_ARGS__)
#define PEP3118_LIST_57(m, r, a, ...) m(r, a), PEP3118_LIST_56(m, r, __VA_ARGS__)
#define PEP3118_LIST_58(m, r, a, ...) m(r, a), PEP3118_LIST_57(m, r, __VA_ARGS__)
#define PEP3118_LIST_59(m, r, a, ...) m(r, a), PEP3118_LIST_58(m, r, __VA_ARGS__)
#define PEP3118_LIST_60(m, r, a, ...) m(r, a), PEP3118_LIST_59(m, r, __VA_ARGS__)
#define PEP3118_LIST_61(m, r, a, ...) m(r, a), PEP3118_LIST_60(m, r, __VA_ARGS__)
#define PEP3118_LIST_62(m, r, a, ...) m(r, a), PEP3118_LIST_61(m, r, __VA_ARGS__)
#define PEP3118_LIST_63(m, r, a, ...) m(r, a), PEP3118_LIST_62(m, r, __VA_ARGS__)
#define PEP3118_LIST_64(m, r, a, ...) m(r, a), PEP3118_LIST_63(m, r, __VA_ARGS__)

// The 65th of its arguments: one name for each length of the list.
#define PEP3118_LIST_PICK(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, \
                          a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30,  \
                          a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43, a44,  \
                          a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58,  \
                          a59, a60, a61, a62, a63, a64, picked, ...)                             \
  picked
#define PEP3118_LIST(m, r, ...)                                                            \
  PEP3118_LIST_PICK(                                                                       \
      __VA_ARGS__, PEP3118_LIST_64, PEP3118_LIST_63, PEP3118_LIST_62, PEP3118_LIST_61,     \
      PEP3118_LIST_60, PEP3118_LIST_59, PEP3118_LIST_58, PEP3118_LIST_57, PEP3118_LIST_56, \
      PEP3118_LIST_55, PEP3118_LIST_54, PEP3118_LIST_53, PEP3118_LIST_52, PEP3118_LIST_51, \
      PEP3118_LIST_50, PEP3118_LIST_49, PEP3118_LIST_48, PEP3118_LIST_47, PEP3118_LIST_46, \
      PEP3118_LIST_45, PEP3118_LIST_44, PEP3118_LIST_43, PEP3118_LIST_42, PEP3118_LIST_41, \
      PEP3118_LIST_40, PEP3118_LIST_39, PEP3118_LIST_38, PEP3118_LIST_37, PEP3118_LIST_36, \
      PEP3118_LIST_35, PEP3118_LIST_34, PEP3118_LIST_33, PEP3118_LIST_32, PEP3118_LIST_31, \
      PEP3118_LIST_30, PEP3118_LIST_29, PEP3118_LIST_28, PEP3118_LIST_27, PEP3118_LIST_26, \
      PEP3118_LIST_25, PEP3118_LIST_24, PEP3118_LIST_23, PEP3118_LIST_22, PEP3118_LIST_21, \
      PEP3118_LIST_20, PEP3118_LIST_19, PEP3118_LIST_18, PEP3118_LIST_17, PEP3118_LIST_16, \
      PEP3118_LIST_15, PEP3118_LIST_14, PEP3118_LIST_13, PEP3118_LIST_12, PEP3118_LIST_11, \
      PEP3118_LIST_10, PEP3118_LIST_9, PEP3118_LIST_8, PEP3118_LIST_7, PEP3118_LIST_6,     \
      PEP3118_LIST_5, PEP3118_LIST_4, PEP3118_LIST_3, PEP3118_LIST_2, PEP3118_LIST_1, )    \
  (m, r, __VA_ARGS__)

#endif  // PEP3118_RUNTIME_RECORD_LIST_H_
