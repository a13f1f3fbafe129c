/* The push of sync/protocol/protocol.md between one box and the bureau, small enough to be looked at whole: RECORDS records in one
 * chain, a lossy, repeating and reordering line, crashes of both sides, a bureau that may be restored from a backup. A record's hash
 * is its own seq, so that "prev is held" is "the record before is held". run.sh exhausts it, and each MUTANT_* of its list must give a
 * counterexample.
 *
 * S1 everything arrives  S2 acknowledged is stored  S6 stored once, however often sent. Time and back-off are not modelled: a step may
 * happen whenever it can. When the faults are used up, the box must come to its end (S9): every state in which nothing can happen any
 * more and not everything is there is an error.
 */
#ifndef RECORDS
#define RECORDS 3
#endif
#ifndef FAULTS
#define FAULTS 2          /* losses, repeats and crashes in all */
#endif

mtype = { hello, push, held, ack, gap };
/* kind, first, last: of a push; kind, value: of an answer */
chan up = [2] of { mtype, byte, byte, byte };
chan down = [2] of { mtype, byte, byte, byte };
byte turn = 0;             /* of the request: an answer to an earlier one is thrown away, as HTTP does */
#define NEXT_TURN turn = (turn + 1) % 6

byte made = 0;             /* records in the journal: on disk, survives */
byte acked = 0;            /* in inbox.db: on disk, survives */
byte believed = 0;         /* the engine's memory */
bool greeted = false;

byte times[RECORDS + 1];   /* how often the bureau has each record, on disk */
byte backup_of[RECORDS + 1];
bool has_backup = false;
bool restored_unseen = false;   /* a restore no hello has told of yet */
byte restores = 0;              /* so far; an answer to a hello says of which it tells */
#ifdef MUTANT_WATERMARK_FIRST
byte mark = 0, backup_mark = 0;
#endif

byte faults = FAULTS;

#define STORED_ONCE (times[1] <= 1 && times[2] <= 1 && times[RECORDS] <= 1)
/* Acknowledged on the box's disk is stored at the bureau, unless it was restored and no hello has said so yet. */
#define ACKED_IS_STORED (restored_unseen || ((acked < 1 || times[1] > 0) && (acked < 2 || times[2] > 0) && (acked < RECORDS || times[RECORDS] > 0)))
#define ALL_STORED (times[1] > 0 && times[2] > 0 && times[RECORDS] > 0)

inline prefix(out) {       /* contiguous prefix that is stored */
  out = 0;
  do
  :: out < RECORDS && times[out + 1] > 0 -> out++
  :: else -> break
  od
}

inline highest(out) {
  out = RECORDS;
  do
  :: out > 0 && times[out] == 0 -> out--
  :: else -> break
  od
}

active proctype Kiosk() {
  do
  :: atomic { made < RECORDS -> made++ }
  :: made == RECORDS -> break
  od
}

active proctype Syncd() {
  byte value, first, last, n, t;
  mtype kind;
ready:
  do
  :: atomic { nempty(down) -> down ? kind, value, n, t; kind = 0; value = 0; n = 0; t = 0 }
  /* The end: no fault is left and all is there. Where this cannot be reached pan finds an invalid end state. */
  :: atomic { faults == 0 && greeted && believed == RECORDS && ALL_STORED && !restored_unseen -> break }
  /* Between requests it may die: what was in memory is gone. */
  :: atomic { faults > 0 -> faults--; greeted = false; believed = 0; first = 0; last = 0; n = 0; value = 0; kind = 0 }
  :: atomic { !greeted && nfull(up) ->
#ifdef MUTANT_NO_HELLO
       greeted = true; believed = acked; goto ready
#else
       NEXT_TURN; up ! hello, 0, 0, turn; goto await
#endif
     }
  /* A hello is repeated every five minutes: whenever it pleases, here only when there was a restore, to keep the space small. */
#ifndef MUTANT_NO_SECOND_HELLO
  :: atomic { greeted && restored_unseen && nfull(up) -> greeted = false }
#endif
  :: atomic { greeted && believed < made && nfull(up) ->
       first = believed + 1;
       if :: last = first :: made > first -> last = made fi;
       NEXT_TURN; up ! push, first, last, turn;
#ifdef MUTANT_DELETE_ON_SEND
       believed = last; acked = last; first = 0; last = 0; goto ready
#else
       goto await
#endif
     }
  od;
  goto done;
await:
  do
  :: atomic { down ? kind, value, n, t ->
       if
       :: t != turn -> kind = 0; value = 0; n = 0; t = 0; goto await
       :: t == turn && kind == held -> believed = value; acked = value; greeted = true; if :: n == restores -> restored_unseen = false :: else -> skip fi
       :: t == turn && kind == ack && value == last && n == first -> believed = value; acked = value
       :: t == turn && kind == ack && !(value == last && n == first) -> greeted = false
       :: t == turn && kind == gap -> greeted = false
       fi;
       first = 0; last = 0; n = 0; value = 0; kind = 0; t = 0; goto ready
     }
  /* The client's time-out: only when nothing can come any more, or a fault. */
  :: atomic { empty(up) && empty(down) -> greeted = false; first = 0; last = 0; n = 0; value = 0; kind = 0; goto ready }
  :: atomic { faults > 0 -> faults--; greeted = false; first = 0; last = 0; n = 0; value = 0; kind = 0; goto ready }
  od;
done:
  skip
}

active proctype Bureau() {
  byte first, last, value, n, t;
end_serving:
  do
  :: atomic { up ? hello, first, last, t ->
#ifdef MUTANT_ACK_IS_MAX
       highest(value);
#else
#ifdef MUTANT_WATERMARK_FIRST
       value = mark;
#else
       prefix(value);
#endif
#endif
       if :: nfull(down) -> down ! held, value, restores, t :: full(down) -> skip fi; value = 0; t = 0 }
  :: atomic { up ? push, first, last, t ->
       if
       :: faults > 0 -> faults--; first = 0; last = 0; t = 0; goto end_serving      /* died before the commit: nothing was stored */
       :: skip
       fi;
#ifdef MUTANT_ACK_BEFORE_COMMIT
       if :: nfull(down) -> down ! ack, last, first, t :: full(down) -> skip fi;
       if :: faults > 0 -> faults--; first = 0; last = 0; t = 0; goto end_serving :: skip fi;
#endif
#ifndef MUTANT_TAKES_A_GAP
       if
       :: first > 1 && times[first - 1] == 0 ->
            if :: nfull(down) -> down ! gap, 0, 0, t :: full(down) -> skip fi;
            first = 0; last = 0; t = 0; goto end_serving
       :: else -> skip
       fi;
#endif
#ifdef MUTANT_WATERMARK_FIRST
       if :: mark < last -> mark = last :: else -> skip fi;
       if :: faults > 0 -> faults--; first = 0; last = 0; t = 0; goto end_serving :: skip fi;
#endif
       n = first;
       do
       :: n <= last ->
#ifdef MUTANT_NO_DEDUPE
            times[n]++;
#else
            if :: times[n] == 0 -> times[n] = 1 :: else -> skip fi;
#endif
#ifdef MUTANT_NOT_ATOMIC
            /* a transaction a record: a crash leaves the first ones, and the answer was on its way */
            if :: faults > 0 && n < last -> faults--;
                  if :: nfull(down) -> down ! ack, last, first, t :: full(down) -> skip fi;
                  n = 0; first = 0; last = 0; t = 0; goto end_serving
               :: skip
            fi;
#endif
            n++
       :: else -> break
       od;
       n = 0;
       if
       :: faults > 0 -> faults--                                           /* died after it: stored, no answer */
       :: nfull(down) -> down ! ack, last, first, t
       :: full(down) -> skip
       fi;
       first = 0; last = 0; t = 0 }
#ifdef RESTORES
  :: atomic { !has_backup -> has_backup = true;
       n = 1; do :: n <= RECORDS -> backup_of[n] = times[n]; n++ :: else -> break od; n = 0
#ifdef MUTANT_WATERMARK_FIRST
       ; backup_mark = mark
#endif
     }
  :: atomic { has_backup && faults > 0 -> faults--; restored_unseen = true; restores++;
       n = 1; do :: n <= RECORDS -> times[n] = backup_of[n]; n++ :: else -> break od; n = 0
#ifdef MUTANT_WATERMARK_FIRST
       ; mark = backup_mark
#endif
     }
#endif
  od
}

/* The line loses and repeats; two places in each direction and receiving in any order make it reorder. */
active proctype Line() {
  mtype kind;
  byte a, b, c;
end_line:
  do
  :: atomic { faults > 0 && nempty(up) -> faults--; up ? kind, a, b, c; kind = 0; a = 0; b = 0; c = 0 }
  :: atomic { faults > 0 && nempty(up) && nfull(up) -> faults--; up ? <kind, a, b, c>; up ! kind, a, b, c; kind = 0; a = 0; b = 0; c = 0 }
  :: atomic { faults > 0 && nempty(down) -> faults--; down ? kind, a, b, c; kind = 0; a = 0; b = 0; c = 0 }
  :: atomic { faults > 0 && nempty(down) && nfull(down) -> faults--; down ? <kind, a, b, c>; down ! kind, a, b, c; kind = 0; a = 0; b = 0; c = 0 }
  :: atomic { faults > 0 && len(up) == 2 -> faults--; up ? kind, a, b, c; up ! kind, a, b, c; kind = 0; a = 0; b = 0; c = 0 }
  od
}

active proctype Watch() {
end_watching:
  atomic { !(STORED_ONCE && ACKED_IS_STORED) -> assert(false) }
}
