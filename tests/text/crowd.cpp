#include "tests/text/crowd.h"

#include <array>
#include <random>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace openday::text {
namespace {

// The first ones are borne by about 7 % each in life; the distribution below falls off likewise.
constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单解仇区查乐盖翟";
constexpr std::array<std::u32string_view, 8> kCompound{U"欧阳", U"司马", U"诸葛", U"上官", U"尉迟", U"长孙", U"令狐", U"慕容"};
constexpr std::u32string_view kGiven =
    U"伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹霞香月莺媛艳瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思丽玮珺瀛堃喆祎赟頔重行乐长";
constexpr std::array<std::u32string_view, 10> kParts{U"阿依古丽", U"买买提", U"古丽娜尔", U"艾力", U"迪丽拜尔", U"吾买尔", U"扎西", U"卓玛", U"巴特尔", U"其其格"};

class Inventor {
 public:
  explicit Inventor(std::uint32_t seed) : chance_(seed) {}

  event::Guest guest(std::size_t number) {
    event::Guest out;
    for (std::size_t i = 0; i < 8; ++i) out.registration.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    out.number = fmt::format("YX-{:06}", number);
    out.name = base::to_utf8(name());
    out.category = number % 3 == 0 ? "client" : "masses";
    out.phone_tail = fmt::format("{:04}", below(10'000));
    return out;
  }

 private:
  std::size_t below(std::size_t limit) { return chance_() % limit; }   // std::uniform_int_distribution differs between libraries
  template <class Texts>
  auto one_of(const Texts& texts) { return texts[below(texts.size())]; }

  std::u32string name() {
    const std::size_t kind = below(200);
    if (kind < 5) return std::u32string(one_of(kParts)) + U'·' + std::u32string(one_of(kParts));
    std::u32string out(kind < 9 ? one_of(kCompound) : std::u32string_view(U""));
    if (out.empty()) out += kSurnames[std::min(below(kSurnames.size()), below(kSurnames.size()))];
    out += one_of(kGiven);
    if (below(6) > 0) out += one_of(kGiven);
    return out;
  }

  std::mt19937 chance_;
};

}  // namespace

std::vector<event::Guest> invent_crowd(std::size_t guests, std::uint32_t seed) {
  Inventor inventor(seed);
  std::vector<event::Guest> out;
  out.reserve(guests);
  for (std::size_t i = 0; i < guests; ++i) out.push_back(inventor.guest(i));
  return out;
}

}  // namespace openday::text
