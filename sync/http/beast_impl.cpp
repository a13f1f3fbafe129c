// Beast's and Asio's own code, compiled once (separate compilation) so that http_server.cpp is the only other file to pay for them.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
