// The page that types, with each of its keyboards in the states that have a face of their own.
#include "tests/ui/fixtures.h"

namespace openday::tests {

using namespace ui;

namespace {

Model typing(KeyboardMode mode) {
  Model m = home_at_0832();
  m.strip.clock = "11:08";
  m.page = Page::compose;
  m.composing.about = "不动产登记";
  m.composing.text = "建议登记中心周六上午也能办理";
  m.composing.count = 14;
  m.composing.phrases = {"窗口排队时间太长", "建议周末也能办理登记", "希望一窗受理，少跑几趟", "办证需要的材料希望一次说清", "希望缩短不动产权证办理时限", "建议网上申请，邮寄发证",
                         "历史遗留问题的房屋希望尽快办证", "抵押登记希望当天办结", "希望查询登记资料更方便", "继承公证手续太复杂，建议简化", "希望给老年人开设绿色通道", "农村宅基地确权登记希望加快"};
  m.keyboard.modes = {KeyboardMode::phrases, KeyboardMode::pinyin, KeyboardMode::handwriting, KeyboardMode::nine_key, KeyboardMode::stroke, KeyboardMode::latin, KeyboardMode::symbols, KeyboardMode::digits};
  m.keyboard.mode = mode;
  return m;
}

void offer(Model& m, std::vector<std::string> candidates, std::size_t total) {
  m.keyboard.candidates = std::move(candidates);
  m.keyboard.total = total;
}

InkLine line(std::initializer_list<InkDot> dots) { return dots; }

// 中, not written well.
std::vector<InkLine> ink() {
  return {line({{0.31f, 0.30f}, {0.30f, 0.40f}, {0.32f, 0.52f}, {0.34f, 0.58f}}), line({{0.31f, 0.31f}, {0.45f, 0.28f}, {0.58f, 0.27f}, {0.69f, 0.28f}, {0.70f, 0.40f}, {0.67f, 0.54f}}),
          line({{0.34f, 0.57f}, {0.50f, 0.54f}, {0.68f, 0.53f}}), line({{0.50f, 0.10f}, {0.505f, 0.35f}, {0.50f, 0.60f}, {0.51f, 0.92f}})};
}

std::vector<std::string> many_words() {
  return {"不动产登记", "不动产", "不动产登记中心", "不懂", "不动", "部", "步", "布", "不", "补", "捕", "卜", "埠", "簿", "怖", "哺", "堡", "钚", "逋", "晡", "瓿", "钸", "㘵", "㙛", "㚴", "㛍",
          "𫌀", "𫗦", "不动产权证书", "不动产登记簿", "不动产统一登记", "不动产权籍调查", "佈", "鈈", "吥", "咘", "峬", "庯", "悑", "抪", "捗", "柨", "歨", "歩", "步步", "部署", "部门", "不对", "不错", "不能"};
}

}  // namespace

void add_keyboards(std::vector<Scene>& out) {
  out.push_back({"keys-phrases", typing(KeyboardMode::phrases)});
  Model empty = typing(KeyboardMode::pinyin);
  empty.composing.text.clear();
  empty.composing.count = 0;
  out.push_back({"keys-pinyin-empty", empty});
  Model pinyin = typing(KeyboardMode::pinyin);
  pinyin.keyboard.keys = "budongchandengji";
  offer(pinyin, {"不动产登记", "不动产", "不动产登记中心", "不懂", "不动", "部", "步", "布"}, 62);
  out.push_back({"keys-pinyin", pinyin});
  Model spread = pinyin;
  spread.keyboard.spread = true;
  offer(spread, many_words(), 400);
  out.push_back({"keys-pinyin-spread", spread});
  Model turned = spread;
  turned.keyboard.first = 25;
  turned.keyboard.candidates = {"㘵", "㙛", "𫌀", "𫗦", "不动产权证书的补发和换发手续怎样办理才最方便"};
  turned.keyboard.total = 30;
  out.push_back({"keys-long-last-page", turned});
  Model sentence = pinyin;
  sentence.keyboard.keys = "jianyizhengwudatingzengshejilaonianrenchuangkoubingpeibeilaohuajing";
  offer(sentence, {"建议政务大厅增设几老年人窗口并配备老花镜和急救箱", "建议政务大厅", "建议"}, 12);
  out.push_back({"keys-long-sentence", sentence});
  Model nine = typing(KeyboardMode::nine_key);
  out.push_back({"keys-nine-empty", nine});
  nine.keyboard.keys = "bu'dong'chan";
  nine.keyboard.readings = {"bu", "cu", "a", "b", "c"};
  offer(nine, {"不动产", "部东产", "不懂", "不动", "不能", "部", "步", "布"}, 311);
  out.push_back({"keys-nine", nine});
  nine.keyboard.keys = "zhuang";
  nine.keyboard.readings = {"zhuang", "zhuan", "zhua", "xiu", "zhu", "wu", "yu", "zu", "xi", "wu", "xu"};
  nine.staff_mode = true, nine.role = StaffRole::supervisor;
  offer(nine, {"装", "状", "庄", "壮", "撞"}, 90);
  out.push_back({"keys-nine-many-readings-by-staff", nine});
  Model stroke = typing(KeyboardMode::stroke);
  stroke.keyboard.keys = "一丨丿丶乛*";
  offer(stroke, {"木", "林", "杉", "村", "材", "杜", "杏", "束"}, 40);
  out.push_back({"keys-stroke", stroke});
  out.push_back({"keys-stroke-empty", typing(KeyboardMode::stroke)});
  Model hand = typing(KeyboardMode::handwriting);
  hand.keyboard.ink = ink();
  offer(hand, {"中", "申", "虫", "忠", "由", "甲", "巾", "电", "贵", "口"}, 10);
  out.push_back({"keys-handwriting", hand});
  out.push_back({"keys-handwriting-empty", typing(KeyboardMode::handwriting)});
  Model latin = typing(KeyboardMode::latin);
  latin.keyboard.direct = true;
  out.push_back({"keys-latin", latin});
  latin.keyboard.upper = true;
  out.push_back({"keys-latin-upper", latin});
  out.push_back({"keys-symbols", typing(KeyboardMode::symbols)});
  out.push_back({"keys-digits", typing(KeyboardMode::digits)});
  Model address = typing(KeyboardMode::latin);
  address.composing.what = Writing::address;
  address.composing.text = "wang@example.com";
  address.composing.count = 16;
  address.composing.limit = 120;
  address.composing.phrases.clear();
  address.keyboard.direct = true;
  address.keyboard.modes = {KeyboardMode::latin, KeyboardMode::digits, KeyboardMode::pinyin, KeyboardMode::handwriting, KeyboardMode::nine_key, KeyboardMode::stroke, KeyboardMode::symbols};
  out.push_back({"keys-address", address});
  Model staff = pinyin;
  staff.staff_mode = true, staff.role = StaffRole::supervisor;
  out.push_back({"keys-by-staff", staff});
  Model full = pinyin;
  full.composing.text.clear();
  for (int i = 0; i < 25; ++i) full.composing.text += "建议登记中心周六上午也能办理业务，少跑几趟。";
  full.composing.count = 500;
  full.composing.full = full.composing.clear_armed = true;
  full.opinion.leave_armed = true;
  out.push_back({"keys-full", full});
  for (const auto& [name, mode] : {std::pair("keys-name", KeyboardMode::pinyin), std::pair("keys-phone-tail", KeyboardMode::phone_tail), std::pair("keys-code", KeyboardMode::code), std::pair("keys-name-handwriting", KeyboardMode::handwriting)}) {
    Model find = typing(mode);
    find.composing.text = mode == KeyboardMode::pinyin ? "oy" : "";
    find.composing.phrases.clear();
    find.keyboard.direct = true;
    find.keyboard.modes = {KeyboardMode::pinyin, KeyboardMode::handwriting, KeyboardMode::phone_tail, KeyboardMode::code};
    out.push_back({name, find});
  }
}

}  // namespace openday::tests
