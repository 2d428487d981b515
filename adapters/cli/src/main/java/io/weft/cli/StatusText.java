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
package io.weft.cli;

import io.weft.manager.BridgeStatus;
import io.weft.manager.QueueCount;
import io.weft.manager.daemon.DaemonStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How a daemon is doing, for people. */
final class StatusText {
    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_S = 1_000_000_000;
    private static final long MS_PER_S = 1_000;

    private final DaemonStatus status;
    private final boolean isAlive;
    private final long nowMs;

    StatusText(DaemonStatus status, boolean isAlive, long nowMs) {
        this.status = status;
        this.isAlive = isAlive;
        this.nowMs = nowMs;
    }

    void print(PrintWriter out) {
        line(out, "weft", daemon());
        BridgeStatus bridge = status.bridge();
        line(out, status.site(), manager(bridge));
        if (!bridge.lastError().isEmpty()) {
            line(out, "error", bridge.lastError());
        }
        line(
                out,
                "journal",
                status.journal() + ", position " + Text.count(status.appliedPosition()));
        line(
                out,
                "jobs",
                Text.count(bridge.trackedJobCount())
                        + " known, "
                        + Text.count(bridge.foreignJobCount())
                        + " not started by Weft, "
                        + Text.count(bridge.forgottenJobCount())
                        + " forgotten, "
                        + Text.count(bridge.lostRunCount())
                        + " runs lost");
        line(
                out,
                "commands",
                Text.count(bridge.commandCount())
                        + ", "
                        + Text.count(bridge.commandFailureCount())
                        + " failed, "
                        + Text.count(bridge.pendingCommandCount())
                        + " open; "
                        + Text.count(bridge.startCount())
                        + " starts, "
                        + Text.count(bridge.startFailureCount())
                        + " not seen, "
                        + Text.count(bridge.startInDoubtCount())
                        + " in doubt");
        if (bridge.rejectedInputCount() > 0) {
            line(
                    out,
                    "refused",
                    Text.count(bridge.rejectedInputCount())
                            + " inputs, last "
                            + bridge.lastRejection());
        }
        printQueues(out);
    }

    private static void line(PrintWriter out, String name, String text) {
        out.println(String.format(Locale.ROOT, "%-10s %s", name, text));
    }

    private String daemon() {
        String process = ", pid " + status.pid() + ", " + status.version();
        if (isAlive) {
            long silentS = (nowMs - status.writtenMs()) / MS_PER_S;
            return "running since "
                    + instant(status.sinceMs())
                    + process
                    + (silentS > 5 ? ", silent for " + silentS + " s" : "");
        }
        String seen = instant(status.writtenMs()) + process;
        return switch (status.state()) {
            case STOPPED -> "not running, stopped at " + seen;
            case FAILED -> "not running, failed at " + seen + ": " + status.failure();
            case RUNNING -> "not running, killed; last seen at " + seen;
        };
    }

    private String manager(BridgeStatus bridge) {
        if (bridge.connectedSinceNs() == BridgeStatus.NULL_TIME) {
            return "not looked at yet";
        }
        String since = instant(bridge.connectedSinceNs() / NS_PER_MS);
        if (bridge.isConnected()) {
            return "answers since "
                    + since
                    + ", looked at "
                    + Text.count(bridge.observationCount())
                    + " times, last at "
                    + instant(bridge.lastObservationNs() / NS_PER_MS);
        }
        long inS = bridge.nextObservationNs() / NS_PER_S - nowMs / MS_PER_S;
        return "away since "
                + since
                + (isAlive ? ", tried again in " + Math.max(0, inS) + " s" : "");
    }

    private void printQueues(PrintWriter out) {
        String format = "%-20s %-12s %8s %8s %10s  %s";
        out.println(
                String.format(
                        Locale.ROOT,
                        format,
                        "queue",
                        "class",
                        "pending",
                        "running",
                        "suspended",
                        "oldest pending"));
        for (QueueCount count : status.queues()) {
            boolean hasOldest = count.oldestPendingS() != QueueCount.NULL_TIME;
            out.println(
                    String.format(
                                    Locale.ROOT,
                                    format,
                                    count.queue(),
                                    Text.words(count.jobClass()),
                                    Text.count(count.pendingCount()),
                                    Text.count(count.runningCount()),
                                    Text.count(count.suspendedCount()),
                                    hasOldest ? instant(count.oldestPendingS() * MS_PER_S) : "")
                            .stripTrailing());
        }
    }

    private static String instant(long ms) {
        return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
