/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.cli.debug;

import io.weft.core.debug.Moment;
import io.weft.core.debug.TimeMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands that go somewhere, and those that say where to stop. */
final class Travel {
    private Travel() {}

    static List<Command> commands() {
        return List.of(
                new Command("next", "n", "[N]", "apply the next entry, or N", Travel::next),
                new Command("back", "b", "[N]", "take back an entry, or N", Travel::back),
                new Command("goto", "g", "POSITION", "go anywhere", Travel::goTo),
                new Command("where", "w", "", "the entry it stands at", (s, a) -> here(s, a)),
                new Command(
                        "until",
                        "u",
                        "CONDITION",
                        "go forward to the next entry that meets it",
                        (session, arguments) -> until(session, arguments, true)),
                new Command(
                        "back-until",
                        "bu",
                        "CONDITION",
                        "go back to the last entry that met it",
                        (session, arguments) -> until(session, arguments, false)),
                new Command("break", "br", "CONDITION", "stop there, always", Travel::breakAt),
                new Command("breaks", "bs", "", "the breakpoints", (s, a) -> breaks(s)),
                new Command("delete", "del", "NUMBER", "forget a breakpoint", Travel::delete),
                new Command(
                        "continue",
                        "c",
                        "",
                        "go forward to a breakpoint, or to the end",
                        (session, arguments) -> run(session, arguments, true)),
                new Command(
                        "reverse",
                        "rc",
                        "",
                        "go back to a breakpoint, or to the beginning",
                        (session, arguments) -> run(session, arguments, false)),
                new Command(
                        "index",
                        "i",
                        "",
                        "walk to the end and back, so that every jump is fast",
                        Travel::index));
    }

    private static Answer next(Session session, Arguments arguments) {
        long count = arguments.number("N", 1, Long.MAX_VALUE, 1);
        arguments.requireNoMore();
        TimeMachine machine = session.machine();
        boolean isGoing = true;
        for (long i = 0; i < count && isGoing; i++) {
            isGoing = machine.next();
        }
        return here(session, isGoing ? null : end(machine));
    }

    private static String end(TimeMachine machine) {
        return machine.position() == machine.lastPosition()
                ? "the journal ends here"
                : "it goes no further";
    }

    private static Answer back(Session session, Arguments arguments) {
        long count = arguments.number("N", 1, Long.MAX_VALUE, 1);
        arguments.requireNoMore();
        TimeMachine machine = session.machine();
        boolean isFirst = machine.position() == machine.firstPosition();
        machine.goTo(Math.max(machine.firstPosition(), machine.position() - count));
        return here(session, isFirst ? "the journal begins here" : null);
    }

    private static Answer goTo(Session session, Arguments arguments) {
        long position = session.position(arguments.word("a position"));
        arguments.requireNoMore();
        session.machine().goTo(position);
        return here(session, (String) null);
    }

    // ------------------------------------------------------------------ conditions

    private static Answer until(Session session, Arguments arguments, boolean isForward) {
        Breakpoints.Breakpoint wanted =
                session.breakpoints().parse(arguments, session.firstTimeNs());
        return run(session, List.of(wanted), isForward);
    }

    private static Answer run(Session session, Arguments arguments, boolean isForward) {
        arguments.requireNoMore();
        return run(session, session.breakpoints().list(), isForward);
    }

    private static Answer run(
            Session session, List<Breakpoints.Breakpoint> wanted, boolean isForward) {
        TimeMachine machine = session.machine();
        var conditions = wanted.stream().map(Breakpoints.Breakpoint::condition).toList();
        int met = isForward ? machine.runUntil(conditions) : machine.runBackUntil(conditions);
        if (met >= 0) {
            return here(session, "stopped at " + wanted.get(met).text());
        }
        return here(session, isForward ? end(machine) : "nothing on the way back");
    }

    private static Answer breakAt(Session session, Arguments arguments) {
        if (!arguments.hasMore()) {
            return breaks(session);
        }
        Breakpoints breakpoints = session.breakpoints();
        breakpoints.add(breakpoints.parse(arguments, session.firstTimeNs()));
        return breaks(session);
    }

    private static Answer delete(Session session, Arguments arguments) {
        session.breakpoints().remove((int) arguments.number("breakpoint", 1, Integer.MAX_VALUE));
        return breaks(session);
    }

    private static Answer breaks(Session session) {
        List<String> lines = new ArrayList<>();
        List<Map<String, Object>> data = new ArrayList<>();
        session.breakpoints()
                .all()
                .forEach(
                        (number, breakpoint) -> {
                            lines.add(number + "  " + breakpoint.text());
                            Map<String, Object> item = new LinkedHashMap<>();
                            item.put("number", number);
                            item.put("condition", breakpoint.text());
                            data.add(item);
                        });
        return new Answer(data, lines.isEmpty() ? List.of("no breakpoints") : lines);
    }

    private static Answer index(Session session, Arguments arguments) {
        arguments.requireNoMore();
        TimeMachine machine = session.machine();
        long position = machine.position();
        while (machine.next()) {
            // Leaves checkpoints behind.
        }
        machine.goTo(position);
        return here(session, Lines.count(machine.checkpointCount(), "checkpoint"));
    }

    // ------------------------------------------------------------------ where it stands

    private static Answer here(Session session, Arguments arguments) {
        arguments.requireNoMore();
        return here(session, (String) null);
    }

    /** The entry it stands at, with a word about how it came there. */
    private static Answer here(Session session, String note) {
        TimeMachine machine = session.machine();
        Moment moment = machine.moment();
        List<String> lines = new ArrayList<>(session.lines().moment(moment));
        Map<String, Object> data = session.lines().data(moment);
        if (note != null) {
            data.put("note", note);
            lines.add(note);
        }
        if (machine.divergence() != null) {
            List<String> journaled = session.lines().frames(machine.divergence().journaled());
            data.put("journaled", journaled);
            lines.add("DIFFERENT: in the journal stands");
            journaled.forEach(decision -> lines.add("  out  " + decision));
        }
        return new Answer(data, lines);
    }
}
