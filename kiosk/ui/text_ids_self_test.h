// Words of staff's page for the self-test: a part of the list in text_ids.h.
#pragma once

#define OPENDAY_UI_SELF_TEST_TEXTS(X) X(self_test_title, "self_test.title")
