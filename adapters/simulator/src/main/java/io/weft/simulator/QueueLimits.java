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
package io.weft.simulator;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most that one job of a queue may ask for; one that asks for more is rejected.
 *
 * @param nodeCount nodes; 0: no limit
 * @param coreCount cores on all nodes together; 0: no limit
 * @param walltimeNs time limit, ns; 0: no limit
 */
public record QueueLimits(int nodeCount, int coreCount, long walltimeNs) {
    /** No limit. */
    public static final QueueLimits NONE = new QueueLimits(0, 0, 0);

    private static final Pattern LIMIT = Pattern.compile("(nodes|cores|walltime)=([^,]+)");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d{1,4})-)?(\\d{1,6}):(\\d{1,2}):(\\d{1,2})");
    private static final long NS_PER_S = 1_000_000_000L;

    /** Checks that none is negative. */
    public QueueLimits {
        if (nodeCount < 0 || coreCount < 0 || walltimeNs < 0) {
            throw new IllegalArgumentException(
                    "nodes="
                            + nodeCount
                            + ", cores="
                            + coreCount
                            + ", walltimeNs="
                            + walltimeNs
                            + ", expected 0 or above");
        }
    }

    /**
     * The limits of a text such as {@code nodes=1,cores=12,walltime=12:00:00}; any may be left out.
     * A walltime is seconds, or hours, minutes and seconds, with days and a dash before them.
     *
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static QueueLimits of(final String text) {
        int nodeCount = 0;
        int coreCount = 0;
        long walltimeS = 0;
        final Set<String> seen = new HashSet<>();
        for (final String part : text.split(",", -1)) {
            final Matcher limit = LIMIT.matcher(part);
            if (!limit.matches() || !seen.add(limit.group(1))) {
                throw new IllegalArgumentException(
                        "limits="
                                + text
                                + ", expected nodes=N, cores=N and walltime=TIME, each at most once,"
                                + " with commas between them");
            }
            final String value = limit.group(2);
            switch (limit.group(1)) {
                case "nodes" -> nodeCount = count(part, value);
                case "cores" -> coreCount = count(part, value);
                default -> walltimeS = seconds(part, value);
            }
        }
        return new QueueLimits(nodeCount, coreCount, walltimeS * NS_PER_S);
    }

    private static int count(final String part, final String value) {
        if (!COUNT.matcher(value).matches()) {
            throw new IllegalArgumentException(part + ", expected 1..999999999");
        }
        return Integer.parseInt(value);
    }

    private static long seconds(final String part, final String value) {
        final Matcher clock = CLOCK.matcher(value);
        long seconds = 0;
        if (clock.matches()) {
            final long days = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
            final long hours = 24 * days + Long.parseLong(clock.group(2));
            final long minutes = 60 * hours + Long.parseLong(clock.group(3));
            seconds = 60 * minutes + Long.parseLong(clock.group(4));
        } else if (COUNT.matcher(value).matches()) {
            seconds = Long.parseLong(value);
        }
        if (seconds == 0) {
            throw new IllegalArgumentException(
                    part + ", expected seconds above 0, or [days-]hours:minutes:seconds");
        }
        return seconds;
    }
}
