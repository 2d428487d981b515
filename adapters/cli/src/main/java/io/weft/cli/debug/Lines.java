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

import io.weft.core.debug.JobView;
import io.weft.core.debug.Moment;
import io.weft.core.debug.NodeView;
import io.weft.core.debug.TimeMachine;
import io.weft.core.spi.Journal;
import io.weft.journal.MessagePrinter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;

/** How the things of a journal read, alike in every locale. */
final class Lines {
    private static final int NS_DIGITS = 9;

    /** A decision says of itself what the line before it has said. */
    private static final Pattern STAMP =
            Pattern.compile(" position=-?\\d+ time=-?\\d+ number=\\d+");

    private final MessagePrinter printer = new MessagePrinter();

    String message(byte[] message) {
        StringBuilder text = new StringBuilder();
        printer.append(new UnsafeBuffer(message), 0, message.length, text);
        return STAMP.matcher(text).replaceFirst("");
    }

    /** Decisions as the journal has them, a line each. */
    List<String> frames(byte[] frames) {
        return TimeMachine.messages(frames).stream().map(this::message).toList();
    }

    static String time(long ns) {
        return BigDecimal.valueOf(ns, NS_DIGITS).stripTrailingZeros().toPlainString() + " s";
    }

    static String at(long position, long timeNs) {
        return "position " + position + ", at " + time(timeNs);
    }

    // ------------------------------------------------------------------ entries

    List<String> moment(Moment moment) {
        List<String> lines = new ArrayList<>();
        lines.add(
                at(moment.position(), moment.timeNs()) + (hasPass(moment) ? ", with a pass" : ""));
        lines.add("  in   " + message(moment.input()));
        moment.decisions().forEach(decision -> lines.add("  out  " + message(decision)));
        return lines;
    }

    Map<String, Object> data(Moment moment) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("position", moment.position());
        data.put("time_ns", moment.timeNs());
        data.put("pass", hasPass(moment));
        data.put("input", message(moment.input()));
        data.put("decisions", moment.decisions().stream().map(this::message).toList());
        return data;
    }

    private static boolean hasPass(Moment moment) {
        return moment.kind() == Journal.ENTRY_AND_PASS;
    }

    // ------------------------------------------------------------------ jobs

    static String job(JobView job) {
        StringBuilder text = new StringBuilder();
        text.append("job ").append(job.jobId()).append(' ').append(job.state());
        text.append(", ").append(job.jobClass()).append(", queue ").append(job.queueId());
        text.append(", ").append(size(job));
        if (job.shares().isEmpty()) {
            text.append(": ").append(job.reason());
            text.append(job.reasonNumber() == 0 ? "" : " " + job.reasonNumber());
        } else {
            text.append(" since ").append(time(job.startTimeNs()));
            text.append(", M ").append(job.multiplicity()).append(", on");
            job.shares().stream().limit(4).forEach(share -> text.append(' ').append(share(share)));
            text.append(job.shares().size() > 4 ? " ..." : "");
        }
        return text.toString();
    }

    static String size(JobView job) {
        return job.nodeCount() == 0
                ? job.coresPerNode() + " cores"
                : job.nodeCount() + " x " + job.coresPerNode() + " cores";
    }

    static String share(JobView.Share share) {
        return share.nodeId() + ":" + share.cores();
    }

    // ------------------------------------------------------------------ nodes

    static String node(NodeView node) {
        StringBuilder text = new StringBuilder();
        text.append("node ").append(node.nodeId()).append(' ').append(node.state());
        text.append(", ").append(node.processCount()).append(" processes on ");
        text.append(node.coreCount()).append(" cores (").append(levels(node.coresAt()));
        text.append("), memory ").append(node.memoryFree()).append(" of ");
        text.append(node.memoryTotal()).append(" free");
        if (node.gpusTotal() > 0) {
            text.append(", GPUs ").append(node.gpusFree()).append(" of ");
            text.append(node.gpusTotal()).append(" free");
        }
        if (!node.jobIds().isEmpty()) {
            text.append(", jobs");
            node.jobIds().stream().limit(8).forEach(id -> text.append(' ').append(id));
            text.append(node.jobIds().size() > 8 ? " ..." : "");
        }
        return text.toString();
    }

    /** Such as {@code 4 idle, 2 at 1, 2 at 2}. */
    private static String levels(List<Integer> coresAt) {
        List<String> levels = new ArrayList<>();
        for (int m = 0; m < coresAt.size(); m++) {
            if (coresAt.get(m) > 0) {
                levels.add(coresAt.get(m) + (m == 0 ? " idle" : " at " + m));
            }
        }
        return String.join(", ", levels);
    }

    static String digest(long digest) {
        return String.format(Locale.ROOT, "%016x", digest);
    }

    static String count(long count, String unit) {
        return String.format(Locale.ROOT, "%,d %s", count, unit) + (count == 1 ? "" : "s");
    }
}
