// Vectors of the hash chain, written by chain_vectors.py (hashlib, no product code); record_test runs it with --check.
#pragma once

#include <string_view>

constexpr std::string_view kEnvelope1 = R"v({"v":1,"id":"01936c0a-1c00-7000-8000-000000000001","device":"0f8fad5b-d9cb-469f-a165-70867728950e","inc":"00112233445566ff","seq":1,"kind":"check-in","event":"YX201117","at":"2020-11-17T08:31:02.250+08:00","boot":"c7a5b1d2-0000-4000-8000-00000000beef","mono":61250,"clock":"synced"})v";
constexpr std::string_view kEnvelope2 = R"v({"v":1,"id":"01936c0a-1c00-7000-8000-000000000002","device":"0f8fad5b-d9cb-469f-a165-70867728950e","inc":"00112233445566ff","seq":18446744073709551615,"kind":"future\"\\/","event":"\b\f\n\r\t\u0001\u001f𫀩é","at":"","boot":"","mono":-5,"clock":"free-running"})v";
constexpr std::string_view kBody1 = R"v({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","persons":1,"category":"npc","way":"code","on_roster":true})v";
constexpr std::string_view kHashStart = R"v(eaad05753999357c9f76471df6021ff886fb6f954cf3fe81d7f645840e04f29e)v";
constexpr std::string_view kHashBody1 = R"v(3b74332eb0062a8feeeb3203464df8503dd8ef5b0485a40a97fd436bd2999190)v";
constexpr std::string_view kHashHead1 = R"v(1efa151a241af7a28126215b580276470a7f8d37655e7f3ae4db64c71b0ff7bb)v";
constexpr std::string_view kHashBody2 = R"v(dbe68ff5c3a36dc2c97af8a0f49617b7dc11617b490add3ebaa3cc5683411471)v";
constexpr std::string_view kHashHead2 = R"v(e351fdeb4314ec2537a74ec297e28d59402fabba5b582622cca5653a5b56fcce)v";
