"""Reads VEVENTs on stdin (hex, one a line) with python3-icalendar, which shares no code with ours; prints one JSON object a line."""
import json
import sys

try:
    from icalendar import Calendar
except ImportError:
    print("python3-icalendar is missing", file=sys.stderr)
    sys.exit(77)

for line in sys.stdin:
    text = bytes.fromhex(line.strip())
    whole = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + text + b"END:VCALENDAR\r\n"
    calendar = Calendar.from_ical(whole)
    events = calendar.walk("VEVENT")
    assert len(events) == 1, text
    event = events[0]
    assert not event.errors, event.errors
    print(json.dumps({
        "start": event["DTSTART"].dt.isoformat(), "end": event["DTEND"].dt.isoformat() if "DTEND" in event else None,
        "uid": str(event["UID"]), "summary": str(event["SUMMARY"]), "description": str(event.get("DESCRIPTION", ""))},
        ensure_ascii=False))
