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
package io.weft.slurm.fake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One job of {@link FakeSlurm}: what Slurm keeps of it, what it saved of that, and the truth. */
public final class FakeSlurmJob {
    static final long NEVER = Long.MAX_VALUE;

    private static final String HOLD = "weft:hold";
    private static final Pattern CORES = Pattern.compile("weft:[^:]+:\\d+:.\\d*:([^|]+).*");

    final long id;
    final int cpus;
    final int nodeCount;

    /** MiB for each CPU. */
    final long memoryMib;

    final long durationNs;
    final boolean isRequeueable;
    Kept kept;

    /** As it was when Slurm saved its state last; null before that. */
    Kept saved;

    /** What really happened, and how much of that Slurm is to blame for. */
    int runCount;

    int completionCount;
    int excusedRunCount;
    int excusedCompletionCount;
    boolean hasVanished;
    boolean wasResumed;
    boolean isCancelledByUser;

    /** Whether its user released it after it began last: then it may begin by another order. */
    boolean isReleasedByUser;

    /** Orders by which it began, as their tokens. */
    final Set<String> begunBy = new LinkedHashSet<>();

    /** Whether it runs only for all that Slurm knows. */
    boolean isGhost;

    /** Whether it runs by an order whose outcome Slurm forgot. */
    boolean runsByLostOrder;

    /** What Slurm writes to its state file. */
    static final class Kept {
        String state = "PENDING";
        String reason = "JobHeldUser";
        String partition = "main";
        String comment = "";
        String adminComment = "";
        long priority;
        int restarts;
        int requeue;
        long submitS;
        long eligibleNs = NEVER;
        List<String> reqNodes = List.of();
        int nodesAsked;
        int leastCpus = 1;
        int limitMinutes = 60;
        List<String> nodes = List.of();
        long startNs;
        long dueNs = NEVER;
        long remainingNs;
        long endNs;
        int exitStatus;

        /** What comes when it has completed, "" for its own end. */
        String next = "";

        Kept copy() {
            final Kept copy = new Kept();
            copy.state = state;
            copy.reason = reason;
            copy.partition = partition;
            copy.comment = comment;
            copy.adminComment = adminComment;
            copy.priority = priority;
            copy.restarts = restarts;
            copy.requeue = requeue;
            copy.submitS = submitS;
            copy.eligibleNs = eligibleNs;
            copy.reqNodes = reqNodes;
            copy.nodesAsked = nodesAsked;
            copy.leastCpus = leastCpus;
            copy.limitMinutes = limitMinutes;
            copy.nodes = nodes;
            copy.startNs = startNs;
            copy.dueNs = dueNs;
            copy.remainingNs = remainingNs;
            copy.endNs = endNs;
            copy.exitStatus = exitStatus;
            copy.next = next;
            return copy;
        }
    }

    FakeSlurmJob(
            final long id,
            final long submitS,
            final int nodeCount,
            final int cpus,
            final long memoryMib,
            final long durationNs,
            final boolean isRequeueable) {
        this.id = id;
        this.nodeCount = nodeCount;
        this.cpus = cpus;
        this.memoryMib = memoryMib;
        this.durationNs = durationNs;
        this.isRequeueable = isRequeueable;
        kept = new Kept();
        kept.submitS = submitS;
        kept.nodesAsked = nodeCount;
        kept.requeue = isRequeueable ? 1 : 0;
        kept.remainingNs = durationNs;
    }

    boolean is(final String state) {
        return kept.state.equals(state);
    }

    boolean usesCpus() {
        return is("RUNNING") || is("COMPLETING");
    }

    boolean holdsNodes() {
        return usesCpus() || is("SUSPENDED");
    }

    boolean hasEnded() {
        return is("COMPLETED") || is("CANCELLED") || is("FAILED") || is("NODE_FAIL");
    }

    /** CPUs on each of so many nodes; Slurm cannot be told more than the least. */
    int cpusPerNode() {
        final int nodes = Math.max(1, kept.nodesAsked);
        return Math.max((cpus + nodes - 1) / nodes, kept.leastCpus);
    }

    /** Waits held, to run from the beginning. */
    void holdAgain() {
        kept.state = "PENDING";
        kept.priority = 0;
        kept.nodes = List.of();
        kept.dueNs = NEVER;
        kept.remainingNs = durationNs;
        kept.next = "";
    }

    /** What the comment names the last order by. */
    String token() {
        final Matcher matcher = CORES.matcher(kept.comment);
        return matcher.matches() ? kept.comment.split(":")[1] : "";
    }

    boolean isHeldByUser() {
        return kept.comment.startsWith(HOLD);
    }

    /** Its user releases it, and job_submit.lua lets it wait for Weft only. */
    void release() {
        if (isHeldByUser()) {
            isReleasedByUser = true;
            final String rest = kept.comment.substring(HOLD.length());
            kept.comment = "weft:" + (rest.startsWith(":") ? rest.substring(1) : rest);
        }
    }

    /** The cores of a node that the comment names; read here by other means than in Weft. */
    List<Integer> cores(final String node) {
        final List<Integer> cores = new ArrayList<>();
        final Matcher matcher = CORES.matcher(kept.comment);
        if (!matcher.matches()) {
            return cores;
        }
        for (final String share : matcher.group(1).split(";")) {
            final String[] sides = share.split("=");
            if (FakeHostList.expand(sides[0]).contains(node)) {
                for (final String range : sides[1].split(",")) {
                    final String[] ends = range.split("-");
                    final int last = Integer.parseInt(ends[ends.length - 1]);
                    for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
                        cores.add(core);
                    }
                }
            }
        }
        return cores;
    }

    @Override
    public String toString() {
        return id
                + "@"
                + kept.submitS
                + " "
                + kept.state
                + " "
                + kept.priority
                + " "
                + kept.reason
                + " runs="
                + runCount
                + "-"
                + excusedRunCount
                + " completions="
                + completionCount
                + "-"
                + excusedCompletionCount
                + (isRequeueable ? " requeueable " : " ")
                + kept.comment;
    }
}
