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

import java.util.List;

/**
 * The answer. Its parts stand in a fixed order; a part that does not belong to the state of the job
 * is null.
 *
 * @param position of the entry after which it holds; of a job that is gone, of its last one.
 * @param timeNs of that entry.
 * @param policy that was asked, with its version, such as {@code easy 1}; null before there is one.
 * @param job what it is; null for a job that was rejected.
 * @param reason why it waits, runs or has ended.
 * @param gates of a job that waits: what each limit and licence says of it, in the order in which
 *     they are asked; empty if none counts it.
 * @param filters of a job that waits: which nodes are left for it, step by step.
 * @param candidates of a job that waits: the nodes that pass all filters.
 * @param blockers of a job that waits: who is in its way.
 * @param earliestStartNs of a job that waits: when it would fit if those who run end when they are
 *     expected to and nothing else is started; null when it never would.
 * @param order of a job that waits: its place.
 * @param nextPass of a job that waits: what happens at the pass that is due, null if none is.
 * @param changes of a job that waits: each alone would make it start now; empty if none would.
 * @param placement of a job that holds nodes, or that held them until it ended.
 * @param history what happened to it up to the position, oldest first.
 */
public record Explanation(
        long position,
        long timeNs,
        String policy,
        JobFacts job,
        Reason reason,
        List<GateStep> gates,
        List<FilterStep> filters,
        Candidates candidates,
        Blockers blockers,
        Long earliestStartNs,
        OrderPlace order,
        NextPass nextPass,
        List<Change> changes,
        Placement placement,
        List<JobEvent> history) {

    /** What there is to say of a job that does not wait. */
    static Explanation ofOneNotWaiting(
            final long position,
            final long timeNs,
            final String policy,
            final JobFacts job,
            final Reason reason,
            final NextPass nextPass,
            final Placement placement,
            final List<JobEvent> history) {
        return new Explanation(
                position, timeNs, policy, job, reason, null, null, null, null, null, null, nextPass,
                null, placement, history);
    }
}
