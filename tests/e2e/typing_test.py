#!/usr/bin/env python3
"""The on-screen keyboard on the whole kiosk: office words by pinyin, by initials and on nine keys, what is still open at 写好了, strokes, handwriting,
an e-mail address, and nothing of it for the next guest."""
from openday_e2e import Hall, first_start, main
from find_test import STROKES
from opinion_test import WRITE, bodies, with_opinions

REVIEW = [{"tap": "写好了"}, {"expect": "需要答复吗"}, {"tap": "不需要答复"}, {"tap": "下一步"}, {"expect": "请看一遍"}, {"tap": "提交"}, {"expect": "意见回执号"}]


def office_words_by_pinyin_and_initials(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + WRITE + [{"tap": "拼音"}, {"type": "budongchandengji"}, {"expect": "budongchandengji"}, {"shot": "typing-pinyin.png"}, {"tap": "不动产登记"}, {"type": "，"},
               {"type": "yichuangshouli"}, {"tap": "一窗受理"}, {"type": "gdbh"}, {"shot": "typing-initials.png"}] + REVIEW, at="11:05")
    opinion, = bodies(hall, "opinion")
    assert opinion["text"] == "不动产登记，一窗受理耕地保护", opinion   # the last word was still open


def handwriting_and_strokes(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + WRITE + [{"tap": "手写"}, {"draw": STROKES["马"]}, {"wait": 500}, {"shot": "typing-ink.png"}, {"tap": "马"}, {"draw": STROKES["立"]}, {"wait": 500}, {"tap": "立"},
               {"tap": "更多"}, {"tap": "笔画"}, {"type": "一丨一"}, {"shot": "typing-strokes.png"}, {"tap": "土"}] + REVIEW, at="11:05")
    opinion, = bodies(hall, "opinion")
    assert opinion["text"] == "马立土", opinion


def nine_keys_and_a_reading_that_is_settled(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + WRITE + [{"tap": "更多"}, {"tap": "九键"}, {"type": "2836642426336454"}, {"expect": "bu'dong'chan'deng'ji"}, {"shot": "typing-nine-keys.png"}, {"tap": "不动产登记"},
               {"type": "64426"}, {"expect": "ni'hao"}, {"tap": "mi"}, {"expect": "mi'"}, {"absent": "你好"}, {"tap": "删除"}, {"tap": "删除"}, {"tap": "删除"}, {"tap": "删除"},
               {"expect": "mi"}, {"tap": "米"}] + REVIEW, at="11:05")
    opinion, = bodies(hall, "opinion")
    assert opinion["text"] == "不动产登记米", opinion


def open_keys_are_gone_with_their_guest(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + WRITE + [{"tap": "拼音"}, {"type": "zhaidijizhi"}, {"wait": 91000}, {"expect": "继续"}, {"wait": 21000}, {"expect": "请出示确认码"}] + WRITE
               + [{"absent": "zhaidijizhi"}, {"tap": "拼音"}, {"absent": "zhaidijizhi"}], at="11:05")
    assert not bodies(hall, "opinion")


if __name__ == "__main__":
    main([office_words_by_pinyin_and_initials, handwriting_and_strokes, nine_keys_and_a_reading_that_is_settled, open_keys_are_gone_with_their_guest])
