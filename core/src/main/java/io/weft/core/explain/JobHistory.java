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

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionStamp;
import io.weft.core.spi.Journal;
import io.weft.core.wire.InputField;
import io.weft.core.wire.JobPreemptedDecoder;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SubmitJobDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a journal says of one job, read and not recomputed. An id may be used again when its job has
 * ended: each acceptance begins another life.
 */
final class JobHistory extends DecisionScan {
    static final String ACCEPTED = "accepted";
    static final String REJECTED = "rejected";
    static final String CLOSED = "closed";

    private static final int NODES_SHOWN = 10;

    private final long jobId;
    private final List<Life> lives = new ArrayList<>();
    private long submitPosition = Journal.NULL_POSITION;
    private int submitAccountId;
    private long lowestId = Long.MAX_VALUE;
    private long highestId = Long.MIN_VALUE;

    /** What happened from one submission to the end. */
    record Life(int accountId, List<JobEvent> events) {
        long firstPosition() {
            return events.get(0).position();
        }

        boolean isRejected() {
            return events.get(0).what().equals(REJECTED);
        }

        /** The end of it if it came until a position, or null. */
        JobEvent endUntil(final long position) {
            final JobEvent last = events.get(events.size() - 1);
            return last.what().equals(CLOSED) && last.position() <= position ? last : null;
        }

        /** What happened until a position, as a tenant may hear it. */
        List<JobEvent> until(final long position, final Integer tenant) {
            return events.stream()
                    .filter(event -> event.position() <= position)
                    .map(event -> tenant == null ? event : event.withoutOthers())
                    .toList();
        }
    }

    private JobHistory(final long jobId) {
        this.jobId = jobId;
    }

    static JobHistory of(final Journal journal, final long jobId) {
        final JobHistory history = new JobHistory(jobId);
        history.read(journal);
        return history;
    }

    @Override
    void onSubmitted(
            final long position, final long firstId, final int jobCount, final int accountId) {
        lowestId = Math.min(lowestId, firstId);
        highestId = Math.max(highestId, firstId + jobCount - 1);
        if (firstId <= jobId && jobId - firstId < jobCount) {
            submitPosition = position;
            submitAccountId = accountId;
        }
    }

    // ------------------------------------------------------------------ decisions

    @Override
    public void onJobAccepted(final DecisionStamp stamp, final long id) {
        if (id == jobId) {
            begin(event(stamp, ACCEPTED, null));
        }
    }

    @Override
    public void onInputRejected(
            final DecisionStamp stamp,
            final int inputTemplateId,
            final long id,
            final ReasonCode reason,
            final InputField field,
            final long value,
            final long bound) {
        final boolean isOfLife = reason == ReasonCode.DUPLICATE_ID;
        if (inputTemplateId == SubmitJobDecoder.TEMPLATE_ID
                && id == jobId
                && stamp.position() == submitPosition
                && !isOfLife) {
            final String text =
                    Words.of(reason) + ": " + Words.of(field) + " is " + value + ", bound " + bound;
            begin(event(stamp, REJECTED, new Reason(reason.name(), bound, text)));
        }
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long id,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        if (id == jobId) {
            addOnNodes(stamp, "started", Words.reason(reason, 0), slices);
        }
    }

    @Override
    public void onJobResized(
            final DecisionStamp stamp,
            final long id,
            final ReasonCode reason,
            final long beneficiaryId,
            final int multiplicity,
            final AllocationSlices slices) {
        if (id == jobId) {
            final long number = Words.namesJob(reason) ? beneficiaryId : 0;
            addOnNodes(stamp, "resized", Words.reason(reason, number), slices);
        }
    }

    private void addOnNodes(
            final DecisionStamp stamp,
            final String what,
            final Reason reason,
            final AllocationSlices slices) {
        final List<Integer> nodeIds = new ArrayList<>();
        while (slices.next()) {
            if (nodeIds.size() < NODES_SHOWN && !nodeIds.contains(slices.nodeId())) {
                nodeIds.add(slices.nodeId());
            }
        }
        add(new JobEvent(stamp.position(), stamp.timeNs(), what, reason, nodeIds));
    }

    @Override
    public void onTerminateJob(
            final DecisionStamp stamp, final long id, final ReasonCode reason, final long detail) {
        if (id == jobId) {
            add(event(stamp, "terminated", Words.reason(reason, detail)));
        }
    }

    @Override
    public void onJobRequeued(
            final DecisionStamp stamp, final long id, final ReasonCode reason, final long detail) {
        if (id == jobId) {
            add(event(stamp, "requeued", Words.reason(reason, detail)));
        }
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp, final long id, final ReasonCode reason, final long detail) {
        if (id == jobId) {
            add(event(stamp, CLOSED, Words.reason(reason, detail)));
        }
    }

    @Override
    void onPreempted(final JobPreemptedDecoder decision) {
        if (decision.jobId() == jobId) {
            add(
                    new JobEvent(
                            decision.position(),
                            decision.time(),
                            "preempted",
                            Words.reason(decision.reason(), decision.beneficiaryId()),
                            List.of()));
        }
    }

    private static JobEvent event(
            final DecisionStamp stamp, final String what, final Reason reason) {
        return new JobEvent(stamp.position(), stamp.timeNs(), what, reason, List.of());
    }

    private void begin(final JobEvent event) {
        lives.add(new Life(submitAccountId, new ArrayList<>(List.of(event))));
    }

    private void add(final JobEvent event) {
        lives.get(lives.size() - 1).events().add(event);
    }

    // ------------------------------------------------------------------ answers

    /** The last life that began until a position and that a tenant may see, or an exception. */
    Life life(final long position, final Integer tenant) {
        Life found = null;
        Life later = null;
        for (final Life life : lives) {
            if (tenant == null || life.accountId() == tenant) {
                if (life.firstPosition() <= position) {
                    found = life;
                } else if (later == null) {
                    later = life;
                }
            }
        }
        if (found == null) {
            throw new ExplainException(
                    ExplainException.Kind.UNKNOWN_JOB, unknown(position, tenant, later));
        }
        return found;
    }

    private String unknown(final long position, final Integer tenant, final Life later) {
        if (later != null) {
            return "job="
                    + jobId
                    + " is unknown at position="
                    + position
                    + ": it is submitted at position "
                    + later.firstPosition()
                    + ". Maybe ask at that position, or later.";
        }
        if (tenant != null) {
            return "job="
                    + jobId
                    + " is no job of account "
                    + tenant
                    + " in this journal. Maybe another account submitted it.";
        }
        return "job="
                + jobId
                + " is in no entry of this journal"
                + (lowestId > highestId
                        ? ": nobody has submitted a job."
                        : "; the ids that are lie between " + lowestId + " and " + highestId + ".");
    }
}
