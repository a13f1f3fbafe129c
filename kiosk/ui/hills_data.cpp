#include "kiosk/ui/hills_data.h"

namespace openday::ui {
namespace {

constexpr ProfilePoint kDome[] = {{-1, 0}, {-0.78f, 0.1f}, {-0.6f, 0.3f}, {-0.46f, 0.44f}, {-0.36f, 0.66f}, {-0.22f, 0.86f}, {-0.08f, 0.98f}, {0.04f, 1}, {0.16f, 0.93f}, {0.3f, 0.76f}, {0.4f, 0.66f}, {0.52f, 0.56f}, {0.64f, 0.36f}, {0.8f, 0.14f}, {1, 0}};
constexpr ProfilePoint kSpire[] = {{-1, 0}, {-0.74f, 0.08f}, {-0.52f, 0.24f}, {-0.38f, 0.46f}, {-0.3f, 0.6f}, {-0.2f, 0.82f}, {-0.08f, 0.97f}, {0.02f, 1}, {0.11f, 0.93f}, {0.18f, 0.76f}, {0.28f, 0.62f}, {0.38f, 0.54f}, {0.5f, 0.32f}, {0.7f, 0.1f}, {1, 0}};
constexpr ProfilePoint kSlope[] = {{-1, 0}, {-0.7f, 0.05f}, {-0.46f, 0.2f}, {-0.32f, 0.42f}, {-0.2f, 0.72f}, {-0.1f, 0.93f}, {0, 1}, {0.12f, 0.95f}, {0.22f, 0.82f}, {0.36f, 0.72f}, {0.48f, 0.66f}, {0.6f, 0.48f}, {0.76f, 0.26f}, {0.88f, 0.12f}, {1, 0}};
constexpr ProfilePoint kMound[] = {{-1, 0}, {-0.8f, 0.2f}, {-0.58f, 0.52f}, {-0.36f, 0.8f}, {-0.14f, 0.97f}, {0.06f, 1}, {0.28f, 0.92f}, {0.5f, 0.7f}, {0.7f, 0.42f}, {0.86f, 0.18f}, {1, 0}};
constexpr ProfilePoint kDomeFold[] = {{0, 1}, {0, 0.86f}, {0.1f, 0.7f}, {0.06f, 0.54f}, {0.18f, 0.36f}, {0.14f, 0.18f}, {0.24f, 0}};
constexpr ProfilePoint kSpireFold[] = {{0, 1}, {0.01f, 0.84f}, {0.07f, 0.66f}, {0.03f, 0.48f}, {0.12f, 0.3f}, {0.1f, 0.14f}, {0.16f, 0}};
constexpr ProfilePoint kSlopeFold[] = {{0, 1}, {0.04f, 0.84f}, {0.14f, 0.68f}, {0.12f, 0.5f}, {0.24f, 0.34f}, {0.22f, 0.16f}, {0.3f, 0}};

constexpr Peak kPortrait[] = {
    {Profile::dome, 0.06f, 0.26f, 0.24f, 0.3f, 0.86f, false, Tint::far},
    {Profile::spire, 0.32f, 0.22f, 0.22f, 0.19f, 0.86f, true, Tint::far},
    {Profile::dome, 0.58f, 0.24f, 0.22f, 0.37f, 0.86f, false, Tint::far},
    {Profile::slope, 0.8f, 0.26f, 0.24f, 0.26f, 0.86f, true, Tint::far},
    {Profile::slope, 1, 0.26f, 0.24f, 0.22f, 0.9f, true, Tint::azl},
    {Profile::spire, 0.805f, 0.2f, 0.2f, 0.05f, 0.9f, false, Tint::az},
    {Profile::dome, 0.665f, 0.18f, 0.17f, 0.31f, 0.9f, true, Tint::mll},
    {Profile::dome, -0.01f, 0.2f, 0.22f, 0.26f, 0.92f, false, Tint::azl},
    {Profile::spire, 0.17f, 0.17f, 0.2f, 0.14f, 0.92f, true, Tint::az},
    {Profile::slope, 0.325f, 0.15f, 0.19f, 0.36f, 0.92f, false, Tint::mll},
    {Profile::dome, 0.925f, 0.2f, 0.2f, 0.31f, 0.95f, false, Tint::ml},
    {Profile::mound, 0.76f, 0.17f, 0.18f, 0.53f, 0.95f, false, Tint::mll},
    {Profile::dome, 0.06f, 0.19f, 0.2f, 0.39f, 0.96f, true, Tint::ml},
    {Profile::mound, 0.235f, 0.16f, 0.2f, 0.57f, 0.96f, false, Tint::mll},
    {Profile::slope, 1.03f, 0.22f, 0.1f, 0.5f, 0.98f, true, Tint::near},
    {Profile::mound, 0.88f, 0.2f, 0.22f, 0.7f, 0.99f, true, Tint::foot},
    {Profile::slope, -0.04f, 0.1f, 0.24f, 0.54f, 0.98f, false, Tint::near},
    {Profile::mound, 0.1f, 0.2f, 0.24f, 0.73f, 1, false, Tint::foot},
};
constexpr Peak kLow[] = {
    {Profile::dome, 0.1f, 0.3f, 0.28f, 0.3f, 1, false, Tint::far},
    {Profile::spire, 0.4f, 0.26f, 0.24f, 0.22f, 1, true, Tint::far},
    {Profile::dome, 0.66f, 0.28f, 0.26f, 0.4f, 1, false, Tint::far},
    {Profile::slope, 0.97f, 0.3f, 0.24f, 0.16f, 1, true, Tint::azl},
    {Profile::spire, 0.8f, 0.22f, 0.22f, 0.05f, 1, false, Tint::azl},
    {Profile::dome, 0.62f, 0.22f, 0.2f, 0.46f, 1, true, Tint::mll},
    {Profile::dome, 0.02f, 0.22f, 0.24f, 0.26f, 1, false, Tint::azl},
    {Profile::slope, 0.2f, 0.19f, 0.24f, 0.34f, 1, false, Tint::mll},
    {Profile::dome, 0.93f, 0.22f, 0.22f, 0.44f, 1, false, Tint::mll},
    {Profile::mound, 0.74f, 0.22f, 0.24f, 0.68f, 1, false, Tint::mll},
    {Profile::mound, 0.08f, 0.24f, 0.3f, 0.6f, 1, false, Tint::mll},
};
constexpr Peak kLandscape[] = {
    {Profile::dome, 0.05f, 0.16f, 0.14f, 0.4f, 0.92f, false, Tint::far},
    {Profile::spire, 0.2f, 0.12f, 0.13f, 0.28f, 0.92f, true, Tint::far},
    {Profile::dome, 0.36f, 0.14f, 0.13f, 0.46f, 0.92f, false, Tint::far},
    {Profile::slope, 0.54f, 0.14f, 0.14f, 0.4f, 0.92f, true, Tint::far},
    {Profile::dome, 0.68f, 0.14f, 0.14f, 0.3f, 0.92f, false, Tint::far},
    {Profile::spire, 0.95f, 0.14f, 0.13f, 0.24f, 0.92f, true, Tint::far},
    {Profile::slope, 1, 0.15f, 0.14f, 0.26f, 0.94f, true, Tint::azl},
    {Profile::spire, 0.86f, 0.105f, 0.11f, 0.04f, 0.94f, false, Tint::az},
    {Profile::dome, 0.765f, 0.1f, 0.095f, 0.32f, 0.94f, true, Tint::mll},
    {Profile::dome, 0.6f, 0.11f, 0.1f, 0.52f, 0.94f, true, Tint::mll},
    {Profile::dome, 0, 0.12f, 0.12f, 0.3f, 0.94f, false, Tint::azl},
    {Profile::spire, 0.115f, 0.095f, 0.11f, 0.14f, 0.94f, true, Tint::az},
    {Profile::slope, 0.215f, 0.09f, 0.12f, 0.38f, 0.94f, false, Tint::mll},
    {Profile::mound, 0.4f, 0.1f, 0.12f, 0.66f, 0.95f, false, Tint::mll},
    {Profile::dome, 0.935f, 0.11f, 0.11f, 0.34f, 0.97f, false, Tint::ml},
    {Profile::mound, 0.825f, 0.1f, 0.11f, 0.56f, 0.97f, false, Tint::mll},
    {Profile::dome, 0.045f, 0.11f, 0.115f, 0.42f, 0.97f, true, Tint::ml},
    {Profile::mound, 0.155f, 0.095f, 0.12f, 0.6f, 0.97f, false, Tint::mll},
    {Profile::slope, 1.02f, 0.13f, 0.06f, 0.54f, 0.99f, true, Tint::near},
    {Profile::mound, 0.92f, 0.12f, 0.13f, 0.72f, 1, true, Tint::foot},
    {Profile::slope, -0.02f, 0.06f, 0.14f, 0.56f, 0.99f, false, Tint::near},
    {Profile::mound, 0.07f, 0.12f, 0.15f, 0.74f, 1, false, Tint::foot},
};
constexpr Peak kTinted[] = {
    {Profile::dome, 0.1f, 0.3f, 0.28f, 0.3f, 1.02f, false, Tint::far},
    {Profile::spire, 0.4f, 0.26f, 0.24f, 0.22f, 1.02f, true, Tint::far},
    {Profile::dome, 0.66f, 0.28f, 0.26f, 0.4f, 1.02f, false, Tint::far},
    {Profile::slope, 0.97f, 0.3f, 0.24f, 0.16f, 1.02f, true, Tint::azl},
    {Profile::spire, 0.8f, 0.22f, 0.22f, 0.05f, 1.02f, false, Tint::azl},
    {Profile::dome, 0.62f, 0.22f, 0.2f, 0.46f, 1.02f, true, Tint::mll},
    {Profile::dome, 0.02f, 0.22f, 0.24f, 0.26f, 1.02f, false, Tint::azl},
    {Profile::slope, 0.2f, 0.19f, 0.24f, 0.34f, 1.02f, false, Tint::mll},
    {Profile::mound, 0.45f, 0.9f, 0.9f, 0.72f, 1.04f, false, Tint::mll},
    {Profile::dome, 0.93f, 0.22f, 0.22f, 0.44f, 1.02f, false, Tint::mll},
    {Profile::mound, 0.74f, 0.22f, 0.24f, 0.68f, 1.02f, false, Tint::mll},
    {Profile::mound, 0.08f, 0.24f, 0.3f, 0.6f, 1.02f, false, Tint::mll},
    {Profile::mound, 0.98f, 0.5f, 0.4f, 0.78f, 1.04f, false, Tint::ml},
};

constexpr TintColors kDayTints[] = {
    {{{{0, rgb(0xBFD0D4)}, {0.45f, rgb(0xDCE2D9)}, {1, rgb(0xF6F1E4)}}}, 3, rgb(0x9DB8C2), 0.35f},
    {{{{0, rgb(0x3F7699)}, {0.22f, rgb(0x6FA0AE)}, {0.55f, rgb(0xA9CBBB)}, {1, rgb(0xEFEEDF)}}}, 4, rgb(0x16476A), 0.5f},
    {{{{0, rgb(0x7FA9BE)}, {0.35f, rgb(0xA9CBC6)}, {0.7f, rgb(0xD6E3D4)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x3F7699), 0.38f},
    {{{{0, rgb(0x2E8B6F)}, {0.3f, rgb(0x67AC90)}, {0.65f, rgb(0xB4D5C3)}, {1, rgb(0xF1EFE1)}}}, 4, rgb(0x0F5A47), 0.5f},
    {{{{0, rgb(0x7DB8A0)}, {0.4f, rgb(0xB3D3C1)}, {0.75f, rgb(0xDCE8D8)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x2E8B6F), 0.36f},
    {{{{0, rgb(0x1F7A60)}, {0.45f, rgb(0x4E9C80)}, {0.8f, rgb(0xB9D6C0)}, {1, rgb(0xF1EFE1)}}}, 4, rgb(0x0B4A3A), 0.45f},
    {{{{0, rgb(0x7DB8A0)}, {0.45f, rgb(0xC9DFD2)}, {0.8f, rgb(0xEFE9CF)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x2E8B6F), 0.25f},
};
constexpr TintColors kSuccessTints[] = {
    {{{{0, rgb(0x186060)}, {0.5f, rgb(0x145A4E)}, {1, rgb(0x115643)}}}, 3, rgb(0x06302A), 0.42f},
    {{{{0, rgb(0x1B5C6C)}, {0.5f, rgb(0x135549)}, {1, rgb(0x0E4F3E)}}}, 3, rgb(0x06302A), 0.42f},
    {{{{0, rgb(0x185E66)}, {0.5f, rgb(0x125849)}, {1, rgb(0x0F5240)}}}, 3, rgb(0x06302A), 0.42f},
    {{{{0, rgb(0x12604A)}, {0.5f, rgb(0x0E5240)}, {1, rgb(0x0C4A39)}}}, 3, rgb(0x06302A), 0.42f},
    {{{{0, rgb(0x15624E)}, {0.5f, rgb(0x105544)}, {1, rgb(0x0C4A39)}}}, 3, rgb(0x06302A), 0.42f},
    {{{{0, rgb(0x115542)}, {0.5f, rgb(0x0D4C3B)}, {1, rgb(0x0C4A39)}}}, 3, rgb(0x06302A), 0.42f},
    {{{{0, rgb(0x0E4E3D)}, {0.5f, rgb(0x0C4939)}, {1, rgb(0x0C4A39)}}}, 3, rgb(0x06302A), 0.42f},
};
constexpr TintColors kAttentionTints[] = {
    {{{{0, rgb(0x947759)}, {0.45f, rgb(0xB6A48B)}, {1, rgb(0xF6F1E4)}}}, 3, rgb(0x8C7C68), 0.4f},
    {{{{0, rgb(0x556164)}, {0.22f, rgb(0x72827C)}, {0.55f, rgb(0x9FAF98)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x34454E), 0.4f},
    {{{{0, rgb(0x7D796D)}, {0.35f, rgb(0x9A9E8A)}, {0.7f, rgb(0xC5C5AF)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x556265), 0.4f},
    {{{{0, rgb(0x407957)}, {0.3f, rgb(0x6A9979)}, {0.65f, rgb(0xAEC5AF)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x24553C), 0.4f},
    {{{{0, rgb(0x7C8F6E)}, {0.4f, rgb(0xA6B299)}, {0.75f, rgb(0xD0D3BF)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x437754), 0.4f},
    {{{{0, rgb(0x316E4F)}, {0.45f, rgb(0x539172)}, {0.8f, rgb(0xB5CCB5)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x1D4833), 0.4f},
    {{{{0, rgb(0x7CA083)}, {0.45f, rgb(0xBFCBBA)}, {0.8f, rgb(0xE8DEC3)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x3A7F5F), 0.4f},
};
constexpr TintColors kRefusalTints[] = {
    {{{{0, rgb(0xA16561)}, {0.45f, rgb(0xBF9990)}, {1, rgb(0xF6F1E4)}}}, 3, rgb(0x966F6F), 0.4f},
    {{{{0, rgb(0x5D5769)}, {0.22f, rgb(0x797A80)}, {0.55f, rgb(0xA4A99A)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x3B3C52), 0.4f},
    {{{{0, rgb(0x866C73)}, {0.35f, rgb(0xA1958E)}, {0.7f, rgb(0xC9BFB1)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x5C586A), 0.4f},
    {{{{0, rgb(0x45725B)}, {0.3f, rgb(0x6E947B)}, {0.65f, rgb(0xB0C2B1)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x28503E), 0.4f},
    {{{{0, rgb(0x838672)}, {0.4f, rgb(0xABAC9C)}, {0.75f, rgb(0xD3D0C1)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x486F58), 0.4f},
    {{{{0, rgb(0x356952)}, {0.45f, rgb(0x568D73)}, {0.8f, rgb(0xB6CBB5)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x204435), 0.4f},
    {{{{0, rgb(0x819A85)}, {0.45f, rgb(0xC2C8BB)}, {0.8f, rgb(0xE9DCC3)}, {1, rgb(0xF6F1E4)}}}, 4, rgb(0x3E7B61), 0.4f},
};

}  // namespace

std::span<const ProfilePoint> outline_of(Profile profile) {
  switch (profile) {
    case Profile::dome: return kDome;
    case Profile::spire: return kSpire;
    case Profile::slope: return kSlope;
    case Profile::mound: return kMound;
  }
  return {};
}

std::span<const ProfilePoint> fold_of(Profile profile) {
  switch (profile) {
    case Profile::dome: return kDomeFold;
    case Profile::spire: return kSpireFold;
    case Profile::slope: return kSlopeFold;
    case Profile::mound: return {};
  }
  return {};
}

std::span<const Peak> peaks_of(Scene scene) {
  switch (scene) {
    case Scene::portrait: return kPortrait;
    case Scene::low: return kLow;
    case Scene::landscape: return kLandscape;
    case Scene::tinted: return kTinted;
  }
  return {};
}

const TintColors& colors_of(Light light, Tint tint) {
  const auto index = static_cast<std::size_t>(tint);
  switch (light) {
    case Light::day: return kDayTints[index];
    case Light::success: return kSuccessTints[index];
    case Light::attention: return kAttentionTints[index];
    case Light::refusal: return kRefusalTints[index];
  }
  return kDayTints[index];
}

}  // namespace openday::ui
