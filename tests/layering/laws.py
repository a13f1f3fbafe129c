"""DESIGN.md sections 2 and 3 as tables: what may include, link and contain what. layering.py enforces them."""

# The root holds exactly these, and dot files.
ROOT = {"CMakeLists.txt", "README.md", "LICENSE", "kiosk", "sync", "assets", "config", "systemd", "tests"}

KIOSK_FOLDERS = {"base", "event", "journal", "image", "scan", "roster_io", "text", "device", "ui", "report", "app", "tool", "helper"}
SYNC_FOLDERS = {"protocol", "transport", "http", "agent", "bureau"}

# Law 1: the folders of kiosk/ that sync/ may use.
SYNC_MAY_USE = {"kiosk/base", "kiosk/event", "kiosk/journal"}

# Law 3: what a screen may include, with <imgui.h> and the standard library.
SCREENS = "kiosk/ui/screens"
SCREENS_MAY_USE = ("kiosk/ui/", "kiosk/event/", "kiosk/base/")
# The rest of ui/ draws the same const snapshot and reaches no further.
UI_MAY_USE = ("kiosk/ui/", "kiosk/event/", "kiosk/base/")

# Law 2: third-party headers (prefix of what stands between the angle brackets) and the files that may include them (prefix).
HEADERS = {
    "openssl/": ("kiosk/base/crypto", "sync/http/"),
    "sodium.h": ("kiosk/base/seal",),
    "qrencode.h": ("kiosk/base/qr_code",),
    "cbor.h": ("kiosk/event/",),
    "cbor/": ("kiosk/event/",),
    "toml++/": ("kiosk/event/plan_reader", "kiosk/base/options"),
    "nlohmann/": ("kiosk/event/", "kiosk/app/", "kiosk/tool/", "sync/protocol/", "sync/bureau/"),
    "unicode/": ("kiosk/event/person_name", "kiosk/event/opinion", "kiosk/text/"),
    "sqlite3.h": ("kiosk/journal/", "sync/bureau/"),
    "turbojpeg.h": ("kiosk/image/",),
    "png.h": ("kiosk/image/",),
    "ZXing/": ("kiosk/scan/decoder",),
    "orcus/": ("kiosk/roster_io/",),
    "iconv.h": ("kiosk/roster_io/", "kiosk/report/"),
    "libime/": ("kiosk/text/",),
    "zinnia.h": ("kiosk/text/",),
    "SDL": ("kiosk/device/",),
    "cups/": ("kiosk/device/",),
    "linux/": ("kiosk/device/", "kiosk/helper/machine", "sync/agent/network_watch"),
    "imgui": ("kiosk/ui/", "kiosk/device/window"),
    "misc/freetype/": ("kiosk/ui/",),
    "backends/imgui_": ("kiosk/device/window",),
    "ft2build.h": ("kiosk/ui/",),
    "freetype/": ("kiosk/ui/",),
    "cairo": ("kiosk/report/",),
    "pango/": ("kiosk/report/",),
    "fontconfig/": ("kiosk/report/",),
    "xlsxwriter": ("kiosk/report/",),
    "zip.h": ("kiosk/report/",),
    "curl/": ("sync/transport/",),
    "zstd": ("sync/protocol/",),
    "zlib.h": ("sync/protocol/",),
    "boost/": ("sync/http/",),
    "simdjson": ("sync/bureau/",),
    "libpq-fe.h": ("sync/bureau/",),
    "avahi-": ("sync/agent/",),
    "CLI/": ("kiosk/tool/", "kiosk/app/", "sync/agent/", "sync/bureau/"),
    "fmt/": ("kiosk/", "sync/"),
    "tl/": ("kiosk/", "sync/"),
}

# Headers of the C library and the kernel's own interface that are neither in a subfolder above nor without ".h".
C_LIBRARY = {"fcntl.h", "poll.h", "unistd.h", "termios.h", "spawn.h", "sched.h", "dirent.h", "fnmatch.h", "glob.h", "grp.h", "pwd.h",
             "netdb.h", "signal.h", "syslog.h", "time.h", "ifaddrs.h", "malloc.h", "endian.h", "dlfcn.h", "pthread.h"}
C_LIBRARY_FOLDERS = ("sys/", "netinet/", "arpa/", "net/")

# What a CMakeLists.txt may name among its links: the target of a third-party library, and the folders that may link it.
TARGETS = {
    "openday_openssl": ("kiosk/base",),
    "openday_ssl": ("sync/http",),
    "openday_sodium": ("kiosk/base",),
    "openday_qrencode": ("kiosk/base",),
    "openday_tomlplusplus": ("kiosk/base", "kiosk/event"),
    "openday_fmt": ("kiosk/base",),
    "openday_libcbor": ("kiosk/event",),
    "openday_icu": ("kiosk/event", "kiosk/text"),
    "nlohmann_json::nlohmann_json": ("kiosk/event", "kiosk/app", "kiosk/tool", "sync/protocol", "sync/bureau"),
    "openday_sqlite": ("kiosk/journal", "sync/bureau"),
    "openday_turbojpeg": ("kiosk/image",),
    "openday_libpng": ("kiosk/image",),
    "openday_zxing": ("kiosk/scan",),
    "openday_orcus": ("kiosk/roster_io",),
    "openday_libime": ("kiosk/text",),
    "LibIME::Pinyin": ("kiosk/text",),
    "openday_zinnia": ("kiosk/text",),
    "openday_sdl2": ("kiosk/device", "kiosk/ui"),  # ui: the ImGui target compiles its SDL backend
    "openday_cups": ("kiosk/device",),
    "Cups::Cups": ("kiosk/device",),
    "openday_imgui": ("kiosk/ui", "kiosk/device"),
    "openday_freetype": ("kiosk/ui",),
    "openday_cairo": ("kiosk/report",),
    "openday_pango": ("kiosk/report",),
    "openday_xlsxwriter": ("kiosk/report",),
    "openday_libzip": ("kiosk/report",),
    "openday_curl": ("sync/transport",),
    "openday_zstd": ("sync/protocol",),
    "openday_zlib": ("sync/protocol",),
    "openday_boost": ("sync/http",),
    "Boost::headers": ("sync/http",),
    "openday_simdjson": ("sync/bureau",),
    "openday_libpq": ("sync/bureau",),
    "openday_avahi": ("sync/agent",),
    "CLI11::CLI11": ("kiosk/tool", "kiosk/app", "sync/agent", "sync/bureau"),
    "Threads::Threads": ("kiosk", "sync"),
}

# Dynamic libraries that a program must never come to, by any path (DESIGN.md section 2).
NEVER_LINKED = {
    "openday-helper": ("libcurl", "libssl", "libpq", "libSDL2", "libsqlite3", "libcups", "libzip"),   # root runs as little as can be
    "openday-kiosk": ("libcurl", "libssl", "libpq"),
    "openday-syncd": ("libSDL2", "libZXing"),
    "openday-bureau": ("libcurl", "libSDL2"),
}

SQL_FOLDERS = ("kiosk/journal/", "sync/bureau/")

LISTED_LINES = 350
MOST_LINES = 450

# Hosts of package registries and mirrors, in halves so that this file does not name one.
REGISTRIES = [a + "." + b for a, b in (
    ("deb", "debian.org"), ("ftp", "debian.org"), ("security", "debian.org"), ("snapshot", "debian.org"), ("archive", "ubuntu.com"),
    ("pypi", "org"), ("pythonhosted", "org"), ("registry.npmjs", "org"), ("crates", "io"), ("proxy.golang", "org"), ("rubygems", "org"),
    ("ghcr", "io"), ("docker", "io"), ("center.conan", "io"), ("mirrors", "tuna"), ("mirrors", "aliyun"), ("mirrors", "ustc"))]
REGISTRY_WORDS = ["artifac" + "tory", "jf" + "rog", "/repo" + "sitory/"]
