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
package io.weft.core.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What is different between two states.
 *
 * @param from position of the first.
 * @param to position of the second.
 * @param jobCount jobs that differ.
 * @param jobs the first of them by id; before is null for one that came, after for one that went.
 * @param nodeCount nodes that differ.
 * @param nodes the first of them by id.
 * @param queued ids of jobs that wait in the second state only, the first of them.
 * @param unqueued ids of jobs that wait in the first state only, the first of them.
 */
public record StateDiff(
        long from,
        long to,
        int jobCount,
        List<Change<JobView>> jobs,
        int nodeCount,
        List<Change<NodeView>> nodes,
        List<Long> queued,
        List<Long> unqueued) {
    private static final String PENDING = "PENDING";

    /**
     * Something in both states.
     *
     * @param <T> what it is.
     * @param before in the first state, or null.
     * @param after in the second state, or null.
     */
    public record Change<T>(T before, T after) {}

    /** Whether the two are alike. */
    boolean isEmpty() {
        return jobCount == 0 && nodeCount == 0;
    }

    /**
     * Compares two machines where they stand; O(jobs + nodes). A job that waits as before, for
     * another reason, is no difference.
     *
     * @param from the first.
     * @param to the second.
     * @param limit most jobs and most nodes to list.
     * @return the difference.
     */
    public static StateDiff between(final TimeMachine from, final TimeMachine to, final int limit) {
        return between(
                from.position(), new StateView(from), to.position(), new StateView(to), limit);
    }

    static StateDiff between(
            final long from,
            final StateView before,
            final long to,
            final StateView after,
            final int limit) {
        final List<Change<JobView>> jobs = new ArrayList<>();
        final List<Long> queued = new ArrayList<>();
        final List<Long> unqueued = new ArrayList<>();
        int jobCount = 0;
        for (final long id : union(before.jobIds(), after.jobIds())) {
            final JobView a = before.jobById(id);
            final JobView b = after.jobById(id);
            if (a == null || b == null || !a.isAsBefore(b)) {
                jobCount++;
                add(jobs, new Change<>(a, b), limit);
                if (isPending(b) && !isPending(a)) {
                    add(queued, id, limit);
                } else if (isPending(a) && !isPending(b)) {
                    add(unqueued, id, limit);
                }
            }
        }
        final List<Change<NodeView>> nodes = new ArrayList<>();
        int nodeCount = 0;
        for (final NodeView b : after.nodes()) {
            final NodeView a = before.nodeById(b.nodeId());
            if (!b.equals(a)) {
                nodeCount++;
                add(nodes, new Change<>(a, b), limit);
            }
        }
        for (final NodeView a : before.nodes()) {
            if (after.nodeById(a.nodeId()) == null) {
                nodeCount++;
                add(nodes, new Change<>(a, null), limit);
            }
        }
        return new StateDiff(from, to, jobCount, jobs, nodeCount, nodes, queued, unqueued);
    }

    private static boolean isPending(final JobView job) {
        return job != null && job.state().equals(PENDING);
    }

    private static <T> void add(final List<T> list, final T item, final int limit) {
        if (list.size() < limit) {
            list.add(item);
        }
    }

    private static TreeSet<Long> union(final long[] a, final long[] b) {
        final TreeSet<Long> all = new TreeSet<>();
        for (final long id : a) {
            all.add(id);
        }
        for (final long id : b) {
            all.add(id);
        }
        return all;
    }
}
