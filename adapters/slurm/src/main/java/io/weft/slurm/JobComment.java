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
package io.weft.slurm;

import io.weft.core.wire.JobClass;
import io.weft.manager.NodeShare;
import io.weft.manager.StartToken;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment of a job, in which Slurm keeps what Weft must find again:
 *
 * <pre>
 * weft:TOKEN:SUBMITTED:CLASS[LIMIT]:CORES|what the user wrote
 * weft:w812.3:1795288727:i600:n[1-3]=0-1,5;n7=4|class=interactive, run 12
 * </pre>
 *
 * <p>TOKEN names the order; SUBMITTED is when the job was submitted first, as Slurm changes that
 * when it requeues; CLASS is the first letter of the class that the user asked for, or a dash;
 * LIMIT is the time limit that the user asked for, in minutes, where Slurm has a longer one, as the
 * job may share its cores; CORES is what the prolog binds, or a dash. {@code weft:hold} in front
 * says that its user does not want it to start. What is behind the bar is kept by job_submit.lua,
 * which also sees to it that users cannot write in front of it.
 *
 * @param isHeld whether the user holds it.
 * @param token of the last order, or null.
 * @param submitTimeS first submission, s since 1970, or {@link #NULL_TIME}.
 * @param classHint class that the user asked for, or null.
 * @param limitS limit that the user asked for; 0 where Slurm's is that.
 */
record JobComment(
        boolean isHeld, StartToken token, long submitTimeS, JobClass classHint, long limitS) {
    static final long NULL_TIME = -1;

    /** Slurm takes no more; one is left for the zero at the end. */
    private static final int LENGTH_MAX = 1023;

    private static final Pattern OWN =
            Pattern.compile("weft:(hold)?:?(?:(w[0-9.]+):([0-9]{1,18}):([biu-])([0-9]{0,9}):.*)?");
    private static final Pattern CLASS =
            Pattern.compile("(?:^|[\\s,;])class=(batch|interactive|urgent)(?=$|[\\s,;])");

    private static final String OWN_START = "weft";
    private static final String HOLD = "weft:hold";
    private static final int MINUTE_S = 60;
    private static final String LETTERS = "biu";
    private static final String NONE = "-";

    /** What a comment says; one that is not Weft's says at most a class. */
    static JobComment parse(final String comment) {
        final int bar = comment.indexOf('|');
        final Matcher own = OWN.matcher(bar < 0 ? comment : comment.substring(0, bar));
        if (!own.matches()) {
            return new JobComment(false, null, NULL_TIME, classOf(comment), 0);
        }
        final boolean isHeld = own.group(1) != null;
        final JobClass users = classOf(bar < 0 ? "" : comment.substring(bar + 1));
        if (own.group(2) == null) {
            return new JobComment(isHeld, null, NULL_TIME, users, 0);
        }
        final String minutes = own.group(5);
        final int letter = LETTERS.indexOf(own.group(4));
        return new JobComment(
                isHeld,
                StartToken.parse(own.group(2)),
                Long.parseLong(own.group(3)),
                users == null && letter >= 0 ? JobClass.values()[letter] : users,
                minutes.isEmpty() ? 0 : Long.parseLong(minutes) * MINUTE_S);
    }

    private static JobClass classOf(final String text) {
        final Matcher matcher = CLASS.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        return switch (matcher.group(1)) {
            case "interactive" -> JobClass.INTERACTIVE;
            case "urgent" -> JobClass.URGENT;
            default -> JobClass.BATCH;
        };
    }

    /**
     * What Weft writes in front of the bar. Cores that do not fit into the comment are left out:
     * then the job is not bound.
     */
    static String text(
            final StartToken token,
            final long submitTimeS,
            final JobClass classHint,
            final long limitS,
            final List<NodeShare> shares) {
        final String letter =
                classHint == null ? NONE : LETTERS.substring(classHint.ordinal()).substring(0, 1);
        final String limit = limitS == 0 ? "" : Long.toString(limitS / MINUTE_S);
        final String start = "weft:" + token + ":" + submitTimeS + ":" + letter + limit + ":";
        final String cores = cores(shares);
        return start + (start.length() + cores.length() > LENGTH_MAX ? NONE : cores);
    }

    /** What Weft writes in front of the bar to hold the job for its user: all of this but cores. */
    String heldText() {
        return token == null
                ? HOLD
                : HOLD
                        + text(token, submitTimeS, classHint, limitS, List.of())
                                .substring(OWN_START.length());
    }

    /** Whether the cores, and with them the nodes, did fit into a text. */
    static boolean hasCores(final String text) {
        return !text.endsWith(":" + NONE);
    }

    private static String cores(final List<NodeShare> shares) {
        final Map<String, List<String>> nodesOfCores = new LinkedHashMap<>();
        for (final NodeShare share : shares) {
            nodesOfCores
                    .computeIfAbsent(ranges(share.cores()), c -> new ArrayList<>())
                    .add(share.node());
        }
        final StringBuilder text = new StringBuilder();
        nodesOfCores.forEach(
                (cores, nodes) ->
                        text.append(text.length() == 0 ? "" : ";")
                                .append(HostList.compress(nodes))
                                .append('=')
                                .append(cores));
        return text.toString();
    }

    private static String ranges(final BitSet cores) {
        final StringBuilder text = new StringBuilder();
        int first = cores.nextSetBit(0);
        while (first >= 0) {
            final int end = cores.nextClearBit(first);
            text.append(text.length() == 0 ? "" : ",").append(first);
            if (end > first + 1) {
                text.append('-').append(end - 1);
            }
            first = cores.nextSetBit(end);
        }
        return text.toString();
    }
}
