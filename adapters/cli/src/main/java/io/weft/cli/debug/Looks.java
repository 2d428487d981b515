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

import io.weft.core.debug.DebugException;
import io.weft.core.debug.JobLife;
import io.weft.core.debug.JobView;
import io.weft.core.debug.Moment;
import io.weft.core.debug.Moments;
import io.weft.core.debug.NodeView;
import io.weft.core.debug.Overview;
import io.weft.core.debug.StateView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands that look at the state, or read on in the journal. */
final class Looks {
    private static final int SHOWN = 20;
    private static final int SHOWN_MAX = 100_000;

    private Looks() {}

    static List<Command> commands() {
        return List.of(
                new Command("state", "s", "", "the cluster in a few numbers", Looks::state),
                new Command("heat", "h", "[ROWS]", "how full the nodes are, as a map", Looks::heat),
                new Command("node", "no", "[ID]", "a node, or all of them", Looks::node),
                new Command("queue", "qu", "[N]", "jobs that wait, the first N", Looks::queue),
                new Command("jobs", "js", "[N]", "jobs that hold cores, the first N", Looks::jobs),
                new Command("job", "j", "ID", "a job as it is now", Looks::job),
                new Command("life", "l", "ID", "all that the journal says of a job", Looks::life),
                new Command(
                        "entries",
                        "en",
                        "[POSITION [N]]",
                        "entries as they are journaled",
                        Looks::entries),
                new Command(
                        "verify",
                        "v",
                        "",
                        "whether the invariants of the state hold",
                        Looks::verify),
                new Command("digest", "d", "", "the checksum of the state", Looks::digest));
    }

    private static Answer state(Session session, Arguments arguments) {
        arguments.requireNoMore();
        Overview overview = new StateView(session.machine()).overview();
        List<String> lines = new ArrayList<>();
        lines.add(
                Lines.at(overview.position(), overview.timeNs())
                        + " of "
                        + overview.lastPosition()
                        + (overview.firstPosition() == 0
                                ? ""
                                : ", those before " + overview.firstPosition() + " removed"));
        lines.add("policy     " + (overview.policy() == null ? "none" : overview.policy()));
        lines.add(
                "nodes      "
                        + overview.nodeCount()
                        + ", "
                        + overview.upCount()
                        + " up; "
                        + Lines.count(overview.queueCount(), "queue"));
        lines.add(
                "cores      "
                        + overview.coreCount()
                        + " with "
                        + overview.processCount()
                        + " processes, at most "
                        + overview.multiplicityMax()
                        + " on one");
        lines.add(
                "jobs       "
                        + overview.jobCount()
                        + ": "
                        + overview.pendingCount()
                        + " wait, "
                        + overview.placedCount()
                        + " run");
        return new Answer(overview, lines);
    }

    // ------------------------------------------------------------------ nodes

    private static Answer heat(Session session, Arguments arguments) {
        int rows = (int) arguments.number("rows", 1, 10_000, HeatMap.ROWS);
        arguments.requireNoMore();
        HeatMap map = HeatMap.of(new StateView(session.machine()).nodes(), rows);
        return new Answer(map, map.lines());
    }

    private static Answer node(Session session, Arguments arguments) {
        StateView view = new StateView(session.machine());
        if (!arguments.hasMore()) {
            List<NodeView> nodes = view.nodes();
            return new Answer(nodes, nodes.stream().map(Lines::node).toList());
        }
        int nodeId = (int) arguments.number("node", 0, Integer.MAX_VALUE);
        arguments.requireNoMore();
        NodeView node = view.nodeById(nodeId);
        if (node == null) {
            throw new DebugException("node=" + nodeId + " is not defined here");
        }
        return new Answer(node, List.of(Lines.node(node)));
    }

    // ------------------------------------------------------------------ jobs

    private static Answer queue(Session session, Arguments arguments) {
        int limit = (int) arguments.number("N", 1, SHOWN_MAX, SHOWN);
        arguments.requireNoMore();
        StateView view = new StateView(session.machine());
        return list("pending", view.overview().pendingCount(), view.pending(limit), "wait");
    }

    private static Answer jobs(Session session, Arguments arguments) {
        int limit = (int) arguments.number("N", 1, SHOWN_MAX, SHOWN);
        arguments.requireNoMore();
        StateView view = new StateView(session.machine());
        return list("placed", view.overview().placedCount(), view.placed(limit), "hold cores");
    }

    private static Answer list(String name, int count, List<JobView> jobs, String what) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("count", count);
        data.put(name, jobs);
        List<String> lines = new ArrayList<>(jobs.stream().map(Lines::job).toList());
        if (count > jobs.size() || count == 0) {
            lines.add(Lines.count(count, "job") + " " + what);
        }
        return new Answer(data, lines);
    }

    private static Answer job(Session session, Arguments arguments) {
        long jobId = arguments.number("job", 0, Long.MAX_VALUE);
        arguments.requireNoMore();
        JobView job = new StateView(session.machine()).jobById(jobId);
        if (job == null) {
            throw new DebugException(
                    "job="
                            + jobId
                            + " is not there at position="
                            + session.machine().position()
                            + ". Maybe see: life "
                            + jobId);
        }
        List<String> lines = new ArrayList<>();
        lines.add(Lines.job(job));
        lines.add(
                "submitted  position "
                        + job.submitPosition()
                        + ", at "
                        + Lines.time(job.submitTimeNs())
                        + ", by user "
                        + job.userId()
                        + " of account "
                        + job.accountId());
        lines.add("limit      " + Lines.time(job.walltimeNs()));
        if (!job.shares().isEmpty()) {
            lines.add("reached    at " + Lines.time(job.expectedEndNs()));
            job.shares().forEach(share -> lines.add("on         " + Lines.share(share)));
        }
        return new Answer(job, lines);
    }

    private static Answer life(Session session, Arguments arguments) {
        long jobId = arguments.number("job", 0, Long.MAX_VALUE);
        arguments.requireNoMore();
        List<JobLife.Event> events = JobLife.of(session.journal(), jobId);
        if (events.isEmpty()) {
            throw new DebugException("job=" + jobId + " is in no entry of this journal");
        }
        List<String> lines = new ArrayList<>();
        List<Map<String, Object>> data = new ArrayList<>();
        long position = -1;
        for (JobLife.Event event : events) {
            String message = session.lines().message(event.message());
            if (event.position() != position) {
                lines.add(Lines.at(event.position(), event.timeNs()));
                position = event.position();
            }
            lines.add((event.isDecision() ? "  out  " : "  in   ") + message);
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("position", event.position());
            item.put("time_ns", event.timeNs());
            item.put("decision", event.isDecision());
            item.put("message", message);
            data.add(item);
        }
        return new Answer(data, lines);
    }

    // ------------------------------------------------------------------ entries

    private static Answer entries(Session session, Arguments arguments) {
        long from =
                arguments.hasMore()
                        ? session.position(arguments.word("a position"))
                        : session.machine().position();
        int count = (int) arguments.number("N", 1, SHOWN_MAX, SHOWN);
        arguments.requireNoMore();
        List<Moment> moments = Moments.read(session.journal(), from, count);
        List<String> lines = new ArrayList<>();
        moments.forEach(moment -> lines.addAll(session.lines().moment(moment)));
        return new Answer(moments.stream().map(session.lines()::data).toList(), lines);
    }

    private static Answer verify(Session session, Arguments arguments) {
        arguments.requireNoMore();
        String broken = session.machine().broken();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sound", broken == null);
        data.put("broken", broken);
        return new Answer(data, List.of(broken == null ? "every invariant holds" : broken));
    }

    private static Answer digest(Session session, Arguments arguments) {
        arguments.requireNoMore();
        String digest = Lines.digest(session.machine().digest());
        return new Answer(Map.of("digest", digest), List.of(digest));
    }
}
