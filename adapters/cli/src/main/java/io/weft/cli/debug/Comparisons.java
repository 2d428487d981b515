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

import io.weft.core.debug.Branch;
import io.weft.core.debug.DebugException;
import io.weft.core.debug.FirstDifference;
import io.weft.core.debug.JobView;
import io.weft.core.debug.NodeView;
import io.weft.core.debug.StateDiff;
import io.weft.core.debug.TimeMachine;
import io.weft.core.spi.Journal;
import io.weft.simulator.scenario.InputScript;
import io.weft.simulator.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands that compare two states, two journals, or what was with what would have been. */
final class Comparisons {
    private static final int SHOWN = 20;
    private static final long ENTRIES = 1000;

    private Comparisons() {}

    static List<Command> commands() {
        return List.of(
                new Command(
                        "diff",
                        "di",
                        "POSITION [POSITION]",
                        "what changed from one to the other, or to here",
                        Comparisons::diff),
                new Command(
                        "branch",
                        "bra",
                        "[N] [policy NAME] [inputs FILE] [with INPUT]",
                        "what if: other inputs enter here, or another policy decides",
                        Comparisons::branch),
                new Command(
                        "find-divergence",
                        "fd",
                        "DIRECTORY | policy NAME",
                        "where another journal, or another policy from here on, first differs",
                        Comparisons::findDivergence));
    }

    // ------------------------------------------------------------------ two positions

    private static Answer diff(Session session, Arguments arguments) {
        long from = session.position(arguments.word("a position"));
        long to =
                arguments.hasMore()
                        ? session.position(arguments.word("a position"))
                        : session.machine().position();
        arguments.requireNoMore();
        try (TimeMachine first = session.machine().fork(from);
                TimeMachine second = session.machine().fork(to)) {
            StateDiff diff = StateDiff.between(first, second, SHOWN);
            return new Answer(diff, lines(diff));
        }
    }

    private static List<String> lines(StateDiff diff) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "from position "
                        + diff.from()
                        + " to "
                        + diff.to()
                        + ": "
                        + Lines.count(diff.jobCount(), "job")
                        + " and "
                        + Lines.count(diff.nodeCount(), "node")
                        + " differ");
        for (StateDiff.Change<JobView> change : diff.jobs()) {
            lines.add("- " + (change.before() == null ? "none" : Lines.job(change.before())));
            lines.add("+ " + (change.after() == null ? "gone" : Lines.job(change.after())));
        }
        more(lines, diff.jobCount() - diff.jobs().size(), "job");
        for (StateDiff.Change<NodeView> change : diff.nodes()) {
            lines.add("- " + (change.before() == null ? "none" : Lines.node(change.before())));
            lines.add("+ " + (change.after() == null ? "gone" : Lines.node(change.after())));
        }
        more(lines, diff.nodeCount() - diff.nodes().size(), "node");
        return lines;
    }

    private static void more(List<String> lines, int count, String unit) {
        if (count > 0) {
            lines.add("and " + Lines.count(count, unit) + " more");
        }
    }

    // ------------------------------------------------------------------ what if

    private static Answer branch(Session session, Arguments arguments) {
        long count = ENTRIES;
        String policy = null;
        List<Branch.Input> inputs = new ArrayList<>();
        while (arguments.hasMore()) {
            if (arguments.takes("policy")) {
                policy = arguments.word("a policy");
            } else if (arguments.takes("inputs")) {
                inputs.addAll(read(session, Path.of(arguments.word("a file"))));
            } else if (arguments.takes("with")) {
                inputs.addAll(parse(session, arguments.rest()));
            } else {
                count = arguments.number("N", 0, Long.MAX_VALUE);
            }
        }
        if (policy == null && inputs.isEmpty()) {
            throw new DebugException(
                    "expected policy NAME, inputs FILE or with INPUT: nothing would be other");
        }
        return answer(session, Branch.of(session.machine(), policy, inputs, count, SHOWN), false);
    }

    private static List<Branch.Input> read(Session session, Path file) {
        try {
            return inputs(session, InputScript.read(file));
        } catch (IOException | ScenarioException e) {
            throw new DebugException("inputs=" + file + ": " + e.getMessage());
        }
    }

    private static List<Branch.Input> parse(Session session, String line) {
        try {
            return inputs(session, InputScript.read("branch", List.of("at 0 " + line)));
        } catch (ScenarioException e) {
            throw new DebugException(e.getMessage());
        }
    }

    /** The times of a script count from where it branches off. */
    private static List<Branch.Input> inputs(Session session, InputScript script) {
        long nowNs = session.machine().timeNs();
        return script.entries().stream()
                .map(
                        entry ->
                                new Branch.Input(
                                        nowNs + entry.timeNs(),
                                        Journal.ENTRY_AND_PASS,
                                        entry.bytes()))
                .toList();
    }

    private static Answer answer(Session session, Branch branch, boolean isFirstOnly) {
        Lines text = session.lines();
        List<String> lines = new ArrayList<>();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("position", branch.position());
        data.put("entry_count", branch.entryCount());
        data.put("differing_count", branch.differingCount());
        data.put("halt", branch.halt());
        data.put("injected", branch.injected().stream().map(text::data).toList());
        data.put(
                "differences",
                branch.differences().stream()
                        .map(
                                difference -> {
                                    Map<String, Object> item = new LinkedHashMap<>();
                                    item.put("journaled", text.data(difference.journaled()));
                                    item.put("branched", text.data(difference.branched()));
                                    return item;
                                })
                        .toList());
        data.put("end", branch.end());
        branch.injected().forEach(moment -> lines.addAll(text.moment(moment)));
        for (Branch.Difference difference : branch.differences()) {
            lines.addAll(text.moment(difference.journaled()));
            List<String> instead = text.moment(difference.branched());
            lines.add("  instead");
            lines.addAll(instead.subList(2, instead.size()));
        }
        lines.add(
                branch.differingCount()
                        + " of "
                        + Lines.count(branch.entryCount(), "entr")
                                .replaceFirst("entrs$", "entries")
                                .replaceFirst("entr$", "entry")
                        + " from position "
                        + branch.position()
                        + (branch.differingCount() == 1 ? " decides" : " decide")
                        + " otherwise");
        if (branch.halt() != null) {
            lines.add("the engine halted: " + branch.halt());
        }
        if (!isFirstOnly) {
            lines.add("afterwards, as journaled (-) and as it would be (+):");
            lines.addAll(lines(branch.end()));
        }
        return new Answer(data, lines);
    }

    // ------------------------------------------------------------------ two pasts

    private static Answer findDivergence(Session session, Arguments arguments) {
        if (arguments.takes("policy")) {
            String policy = arguments.word("a policy");
            arguments.requireNoMore();
            return answer(session, Branch.untilDifferent(session.machine(), policy), true);
        }
        Path other = Path.of(arguments.word("a directory"));
        arguments.requireNoMore();
        FirstDifference found =
                session.with(other, there -> FirstDifference.between(session.machine(), there));
        return answer(session, found);
    }

    private static Answer answer(Session session, FirstDifference found) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("equal", found == null);
        if (found == null) {
            return new Answer(data, List.of("the journals are the same"));
        }
        Lines text = session.lines();
        data.put("position", found.position());
        data.put("input_equal", found.isInputEqual());
        data.put("first", found.first() == null ? null : text.data(found.first()));
        data.put("second", found.second() == null ? null : text.data(found.second()));
        data.put("read_count", found.readCount());
        List<String> lines = new ArrayList<>();
        lines.add(
                "the journals part at position "
                        + found.position()
                        + (found.isInputEqual() ? ": the same came in" : ""));
        lines.add("this journal");
        lines.addAll(found.first() == null ? List.of("  ends before") : text.moment(found.first()));
        lines.add("the other");
        lines.addAll(
                found.second() == null ? List.of("  ends before") : text.moment(found.second()));
        return new Answer(data, lines);
    }
}
