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
package io.weft.core.explain;

import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.Limits;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the smallest changes of what a job asks for with which it would start now, one at a time,
 * by trying them: for each quantity first the least there can be, then by halving.
 */
final class ChangeSearch {
    private final Sandbox sandbox;
    private final Ask own;
    private final ReasonCode reason;
    private final int queueId;
    private final List<Change> changes = new ArrayList<>();
    private int startedBefore;

    /** Something of a job that can be less. */
    private interface Field {
        void set(JobTable jobs, int jobRow, long value);
    }

    private ChangeSearch(final Sandbox sandbox) {
        this.sandbox = sandbox;
        final int row = sandbox.jobRow();
        own = Ask.of(sandbox.state(), row);
        reason = sandbox.scheduler().reason(row);
        queueId = sandbox.state().queues().queueId(sandbox.state().jobQueue(row));
    }

    /** The changes for a job that waits in a settled sandbox, as somebody may see them. */
    static List<Change> in(final Sandbox sandbox, final Integer tenant) {
        final ChangeSearch search = new ChangeSearch(sandbox);
        if (search.own.isHeld()) {
            search.release();
        } else {
            search.reduceNodes();
            search.reduceMemory();
            search.reduceTime();
            search.share();
            search.giveBack(tenant);
        }
        return search.changes;
    }

    private void release() {
        if (starts(
                (state, row) -> {
                    state.jobs().state(row, JobState.PENDING.code());
                    state.pending().add(row);
                })) {
            add("held", 1, 0, "It would start now if it were released.");
        }
    }

    private void reduceNodes() {
        reduce(
                "nodes",
                "nodes",
                own.nodeCount(),
                1,
                (jobs, row, n) -> jobs.nodeCount(row, (int) n));
        final String unit = own.nodeCount() == 0 ? "cores" : "cores on each node";
        reduce(
                "cores",
                unit,
                own.coresPerNode(),
                1,
                (jobs, row, n) -> jobs.coresPerNode(row, (int) n));
        reduce(
                "gpus",
                "GPUs on each node",
                own.gpusPerNode(),
                0,
                (jobs, row, n) -> jobs.gpusPerNode(row, (int) n));
    }

    private void reduceMemory() {
        reduce(
                "memory-per-node",
                "bytes of memory on each node",
                own.memoryPerNode(),
                0,
                JobTable::memoryPerNode);
        reduce(
                "memory-per-core",
                "bytes of memory for each core",
                own.memoryPerCore(),
                0,
                JobTable::memoryPerCore);
    }

    private void reduce(
            final String name,
            final String unit,
            final long from,
            final long least,
            final Field field) {
        final long to = largest(from, least, field);
        if (to >= least) {
            add(name, from, to, startText(to + " " + unit + " instead of " + from));
        }
    }

    private void reduceTime() {
        final long fromNs = own.walltimeNs();
        final long toNs = largest(fromNs, 1, JobTable::walltimeNs);
        if (toNs >= 1) {
            final String text =
                    "a time limit of "
                            + Words.seconds(toNs)
                            + " or less instead of "
                            + Words.seconds(fromNs);
            add("walltime-ns", fromNs, toNs, startText(text));
        }
    }

    /** The largest value below one that does not do with which the job starts, or less than it. */
    private long largest(final long from, final long least, final Field field) {
        if (from <= least || !startsWith(field, least)) {
            return least - 1;
        }
        long does = least;
        long doesNot = from;
        while (doesNot - does > 1) {
            final long middle = does + (doesNot - does) / 2;
            if (startsWith(field, middle)) {
                does = middle;
            } else {
                doesNot = middle;
            }
        }
        return does;
    }

    private void share() {
        if (own.isExclusive() && starts((state, row) -> state.jobs().exclusive(row, false))) {
            add("exclusive", 1, 0, "It would start now if it shared its nodes with others.");
        }
        int to = own.maxMultiplicity() + 1;
        while (to <= Limits.MULTIPLICITY_MAX && !startsWithMultiplicity(to)) {
            to++;
        }
        if (to <= Limits.MULTIPLICITY_MAX) {
            final String text = "It would start now if M of queue " + queueId + " were " + to;
            add(
                    "max-multiplicity",
                    own.maxMultiplicity(),
                    to,
                    text + " instead of " + own.maxMultiplicity() + Words.after(startedBefore));
        }
    }

    /** A tenant is told if nobody else would have to give anything back. */
    private void giveBack(final Integer tenant) {
        if (reason == ReasonCode.WAITING_LIMIT || reason == ReasonCode.WAITING_LICENCES) {
            final Change change = new GivenBackSearch(sandbox).find();
            if (change != null
                    && (tenant == null || GivenBackSearch.isOwn(change, sandbox, tenant))) {
                changes.add(change);
            }
        }
    }

    private boolean startsWith(final Field field, final long value) {
        return starts((state, row) -> field.set(state.jobs(), row, value));
    }

    private boolean starts(final Sandbox.Alteration alteration) {
        final boolean starts = sandbox.startsWith(alteration);
        if (starts) {
            startedBefore = sandbox.startedBefore();
        }
        return starts;
    }

    private boolean startsWithMultiplicity(final int value) {
        return starts((state, row) -> state.queues().maxMultiplicity(state.jobQueue(row), value));
    }

    private String startText(final String what) {
        return "It would start now with " + what + Words.after(startedBefore);
    }

    private void add(final String name, final long from, final long to, final String text) {
        changes.add(new Change(name, from, to, startedBefore, text, null));
    }
}
