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
package io.weft.manager;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One job of a {@link FakeManager}: what the manager keeps of it, and what really happened. */
final class FakeJob {
    static final long NEVER = Long.MAX_VALUE;

    /** What the manager keeps, and loses when it crashes. */
    record Kept(
            ObservedState state,
            StartToken token,
            List<NodeShare> shares,
            long dueNs,
            long remainingNs,
            JobEnd end) {}

    final JobKey key;
    JobAsk ask;
    final long durationNs;
    Kept kept;

    /** As it was when the manager saved its state last; null before that. */
    Kept saved;

    boolean isHeldByUser;
    boolean isSavedHeldByUser;

    /** Whether its user released it after it began last: then it may begin by another order. */
    boolean isReleasedByUser;

    /** Orders by which it began. */
    final Set<StartToken> begunBy = new LinkedHashSet<>();

    boolean isCancelled;
    boolean hasVanished;
    boolean runsByLostOrder;
    long endedNs;
    String annotation = "";

    /** Of the last order to start it, s. */
    long limitS;

    /** What really happened, and how much of that the manager is to blame for. */
    int runCount;

    int completionCount;
    int excusedRunCount;
    int excusedCompletionCount;

    FakeJob(final JobKey key, final JobAsk ask, final long durationNs) {
        this.key = key;
        this.ask = ask;
        this.durationNs = durationNs;
        kept = new Kept(ObservedState.HELD, null, List.of(), NEVER, durationNs, null);
    }

    /** What a user asks for who wants no second run. */
    static JobAsk once(final JobAsk ask) {
        return new JobAsk(
                ask.nodeCount(),
                ask.coreCount(),
                ask.memoryPerNode(),
                ask.memoryPerCore(),
                ask.gpusPerNode(),
                ask.walltimeS(),
                ask.features(),
                ask.isExclusive(),
                false,
                ask.beginTimeS(),
                ask.priority(),
                ask.classHint());
    }

    /** Its user takes his hold away, or the one that was put there for him. */
    void release() {
        isReleasedByUser |= isHeldByUser;
        isHeldByUser = false;
    }

    ObservedState state() {
        return kept.state();
    }

    boolean isOnNodes() {
        return state() == ObservedState.RUNNING || state() == ObservedState.COMPLETING;
    }

    boolean hasEnded() {
        return state() == ObservedState.ENDED;
    }

    /** In another state, until then. */
    void become(final ObservedState state, final long dueNs) {
        kept = new Kept(state, kept.token, kept.shares, dueNs, kept.remainingNs, kept.end);
    }

    /** Held, to run from the beginning; the token stays. */
    void holdAgain() {
        kept = new Kept(ObservedState.HELD, kept.token, List.of(), NEVER, durationNs, null);
    }

    ObservedJob observed() {
        final boolean hasNodes =
                isOnNodes() || state() == ObservedState.SUSPENDED || state() == ObservedState.ENDED;
        return new ObservedJob(
                key,
                "alice",
                "physics",
                "main",
                state(),
                isHeldByUser,
                ask,
                hasNodes ? kept.shares.stream().map(NodeShare::node).toList() : List.of(),
                kept.token,
                kept.end,
                ObservedJob.NULL_BUSY);
    }

    @Override
    public String toString() {
        return key
                + " "
                + state()
                + " runs="
                + runCount
                + "-"
                + excusedRunCount
                + " completions="
                + completionCount
                + "-"
                + excusedCompletionCount
                + " "
                + kept.token;
    }
}
