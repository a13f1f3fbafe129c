// Printer over libcups: one connection a call, so that nothing is left over from one that died.
#include <cstdlib>

#include <cups/cups.h>

#include <fmt/format.h>

#include "kiosk/device/printer.h"

namespace openday::device {
namespace {

struct Close {
  void operator()(http_t* http) const { httpClose(http); }
  void operator()(ipp_t* message) const { ippDelete(message); }
};
using Http = std::unique_ptr<http_t, Close>;
using Message = std::unique_ptr<ipp_t, Close>;

struct Queues {
  cups_dest_t* first = nullptr;
  int count = 0;
  Queues() = default;
  Queues(const Queues&) = delete;
  Queues& operator=(const Queues&) = delete;
  ~Queues() { cupsFreeDests(count, first); }
};

struct Address {
  std::string host;
  int port = 631;
};
Address address_of(const std::string& server) {
  if (server.empty()) return {cupsServer(), ippPort()};
  const auto colon = server.rfind(':');
  if (server.front() == '/' || colon == std::string::npos) return {server, 631};
  return {server.substr(0, colon), std::atoi(server.c_str() + colon + 1)};
}

int give_up(http_t*, void*) { return 0; }

class Cups final : public Printer {
 public:
  explicit Cups(std::string server) : server_(std::move(server)) {}

  PrinterResult<std::vector<PrinterInfo>> list() override {
    const auto http = connect();
    if (!http) return tl::unexpected(http.error());
    Queues found;
    found.count = cupsGetDests2(http->get(), &found.first);
    if (found.count == 0 && cupsLastError() > IPP_STATUS_OK_CONFLICTING && cupsLastError() != IPP_STATUS_ERROR_NOT_FOUND) return failure(PrinterError::no_service, "the printers cannot be listed");
    std::vector<PrinterInfo> out;
    for (int i = 0; i < found.count; ++i) {
      const cups_dest_t& one = found.first[i];
      if (one.instance != nullptr) continue;
      const char* said = cupsGetOption("printer-info", one.num_options, one.options);
      out.push_back({one.name, said != nullptr && *said != '\0' ? said : one.name, one.is_default != 0, condition(http->get(), one.name)});
    }
    return out;
  }

  PrinterResult<int> print(const std::string& printer, const std::filesystem::path& file, const std::string& title) override {
    const auto http = connect();
    if (!http) return tl::unexpected(http.error());
    ipp_t* request = request_of(IPP_OP_PRINT_JOB, printer);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, title.c_str());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    const Message answer(cupsDoFileRequest(http->get(), request, ("/printers/" + printer).c_str(), file.c_str()));
    ipp_attribute_t* number_of = answer == nullptr ? nullptr : ippFindAttribute(answer.get(), "job-id", IPP_TAG_INTEGER);
    const int job = number_of == nullptr ? 0 : ippGetInteger(number_of, 0);
    if (job == 0) return failure(cupsLastError() == IPP_STATUS_ERROR_NOT_FOUND ? PrinterError::no_printer : PrinterError::refused, printer + " does not take the paper");
    return job;
  }

  PrinterResult<JobState> state(const std::string& printer, int job) override {
    const auto http = connect();
    if (!http) return tl::unexpected(http.error());
    const Message about = ask(http->get(), IPP_OP_GET_JOB_ATTRIBUTES, printer, job);
    if (about == nullptr || cupsLastError() > IPP_STATUS_OK_CONFLICTING) {
      if (cupsLastError() == IPP_STATUS_ERROR_NOT_FOUND || cupsLastError() == IPP_STATUS_ERROR_GONE) return JobState::gone;
      return failure(PrinterError::lost, printer + " does not say what became of the paper");
    }
    const int job_state = number(about.get(), "job-state");
    const Message whole = ask(http->get(), IPP_OP_GET_PRINTER_ATTRIBUTES, printer, 0);
    return judge_job(job_state, whole == nullptr ? 0 : number(whole.get(), "printer-state"), whole == nullptr ? std::vector<std::string>() : texts(whole.get(), "printer-state-reasons"));
  }

  PrinterResult<void> cancel(const std::string& printer, int job) override {
    const auto http = connect();
    if (!http) return tl::unexpected(http.error());
    const Message answer = ask(http->get(), IPP_OP_CANCEL_JOB, printer, job);
    if (answer == nullptr || cupsLastError() > IPP_STATUS_OK_CONFLICTING) return failure(PrinterError::refused, fmt::format("{}: job {} cannot be taken back", printer, job));
    return {};
  }

 private:
  [[nodiscard]] PrinterResult<Http> connect() const {
    const Address to = address_of(server_);
    Http http(httpConnect2(to.host.c_str(), to.port, nullptr, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, static_cast<int>(kPrintServiceWait.count()), nullptr));
    if (http == nullptr) return base::fail(PrinterError::no_service, fmt::format("{}: the print service does not answer; start cups, or save to a stick", to.host));
    httpSetTimeout(http.get(), static_cast<double>(kPrintServiceWait.count()) / 1000, give_up, nullptr);
    return http;
  }

  static tl::unexpected<base::Failure<PrinterError>> failure(PrinterError kind, const std::string& what) {
    const char* why = cupsLastErrorString();
    return base::fail(kind, fmt::format("{} ({}); look at the printer and repeat", what, why != nullptr ? why : "no reason given"));
  }

  // In the order of RFC 8011: target, then user.
  static ipp_t* request_of(ipp_op_t operation, const std::string& printer, int job = 0) {
    ipp_t* request = ippNewRequest(operation);
    char uri[HTTP_MAX_URI];
    httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof(uri), "ipp", nullptr, "localhost", 0, "/printers/%s", printer.c_str());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri);
    if (job != 0) ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    return request;
  }

  static Message ask(http_t* http, ipp_op_t operation, const std::string& printer, int job) {
    ipp_t* request = request_of(operation, printer, job);
    const std::string resource = operation == IPP_OP_CANCEL_JOB ? "/jobs/" : "/printers/" + printer;
    return Message(cupsDoRequest(http, request, resource.c_str()));   // the request is the library's now
  }

  static PrinterCondition condition(http_t* http, const std::string& printer) {
    const Message about = ask(http, IPP_OP_GET_PRINTER_ATTRIBUTES, printer, 0);
    if (about == nullptr || cupsLastError() > IPP_STATUS_OK_CONFLICTING) return PrinterCondition::unknown;
    return judge_printer(number(about.get(), "printer-state"), texts(about.get(), "printer-state-reasons"));
  }

  static int number(ipp_t* message, const char* name) {
    ipp_attribute_t* found = ippFindAttribute(message, name, IPP_TAG_ENUM);
    return found == nullptr ? 0 : ippGetInteger(found, 0);
  }

  static std::vector<std::string> texts(ipp_t* message, const char* name) {
    std::vector<std::string> out;
    ipp_attribute_t* found = ippFindAttribute(message, name, IPP_TAG_ZERO);
    for (int i = 0; found != nullptr && i < ippGetCount(found); ++i)
      if (const char* text = ippGetString(found, i, nullptr)) out.emplace_back(text);
    return out;
  }

  std::string server_;
};

}  // namespace

std::unique_ptr<Printer> make_cups_printer(std::string server) { return std::make_unique<Cups>(std::move(server)); }

}  // namespace openday::device
