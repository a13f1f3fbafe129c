// Words of the on-screen keyboard. One part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_TYPING_TEXTS(X) \
  X(keyboard_phrases, "keyboard.phrases") X(keyboard_pinyin, "keyboard.pinyin") X(keyboard_handwriting, "keyboard.handwriting") \
  X(keyboard_nine_key, "keyboard.nine_key") X(keyboard_nine_key_like, "keyboard.nine_key_like") X(keyboard_nine_key_hint, "keyboard.nine_key_hint") \
  X(keyboard_stroke, "keyboard.stroke") X(keyboard_latin, "keyboard.latin") X(keyboard_symbols, "keyboard.symbols") \
  X(keyboard_digits, "keyboard.digits") X(keyboard_phone_tail, "keyboard.phone_tail") X(keyboard_code, "keyboard.code") \
  X(keyboard_more, "keyboard.more") X(keyboard_pinyin_like, "keyboard.pinyin_like") X(keyboard_handwriting_like, "keyboard.handwriting_like") \
  X(keyboard_stroke_like, "keyboard.stroke_like") X(keyboard_latin_like, "keyboard.latin_like") X(keyboard_symbols_like, "keyboard.symbols_like") \
  X(keyboard_digits_like, "keyboard.digits_like") X(keyboard_apart, "keyboard.apart") X(keyboard_any, "keyboard.any") \
  X(keyboard_space, "keyboard.space") X(keyboard_erase, "keyboard.erase") X(keyboard_choose, "keyboard.choose") X(keyboard_shift, "keyboard.shift") \
  X(keyboard_clear, "keyboard.clear") X(keyboard_spread, "keyboard.spread") X(keyboard_fold, "keyboard.fold") \
  X(keyboard_previous, "keyboard.previous") X(keyboard_next, "keyboard.next") X(keyboard_pad, "keyboard.pad") \
  X(keyboard_pad_hint, "keyboard.pad_hint") X(keyboard_pinyin_hint, "keyboard.pinyin_hint") X(keyboard_stroke_hint, "keyboard.stroke_hint") \
  X(keyboard_pinyin_brief, "keyboard.pinyin_brief") X(keyboard_symbols_brief, "keyboard.symbols_brief") X(keyboard_new_line, "keyboard.new_line") X(keyboard_broken, "keyboard.broken")
