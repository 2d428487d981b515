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

import io.weft.core.client.DecisionStamp;
import io.weft.core.spi.Journal;
import io.weft.core.wire.JobPreemptedDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All preemptions that a journal tells of, as they were decided. */
public final class Preemptions {
    private Preemptions() {}

    /**
     * Reads them, in one walk over the journal.
     *
     * @param journal to read.
     * @param tenant account that asks: it is told of those that took from its jobs or gave to them,
     *     and not whose the other job was; null for somebody who may see all.
     * @return the preemptions, oldest first.
     * @throws io.weft.core.spi.JournalException when the journal cannot be read.
     */
    public static List<Preemption> in(final Journal journal, final Integer tenant) {
        final Scan scan = new Scan(tenant);
        scan.read(journal);
        return scan.found;
    }

    private static final class Scan extends DecisionScan {
        private final List<Preemption> found = new ArrayList<>();
        private final Set<Long> ownJobIds = new TreeSet<>();
        private final Integer tenant;
        private int submittingAccountId;

        Scan(final Integer tenant) {
            this.tenant = tenant;
        }

        @Override
        void onSubmitted(
                final long position, final long firstId, final int jobCount, final int accountId) {
            submittingAccountId = accountId;
        }

        @Override
        public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
            if (tenant != null && submittingAccountId == tenant) {
                ownJobIds.add(jobId);
            } else {
                // The id may have been that of another job before.
                ownJobIds.remove(jobId);
            }
        }

        @Override
        void onPreempted(final JobPreemptedDecoder decision) {
            final long beneficiaryId = decision.beneficiaryId();
            final boolean isVictimSeen = isSeen(decision.jobId());
            final boolean isBeneficiarySeen = beneficiaryId >= 0 && isSeen(beneficiaryId);
            final boolean hidesOne = !isVictimSeen || beneficiaryId >= 0 && !isBeneficiarySeen;
            if (isVictimSeen || isBeneficiarySeen) {
                found.add(
                        new Preemption(
                                decision.position(),
                                decision.time(),
                                isVictimSeen ? decision.jobId() : null,
                                isBeneficiarySeen ? beneficiaryId : null,
                                hidesOne,
                                Words.of(decision.kind()),
                                hidesOne
                                        ? Words.reasonWithoutJob(decision.reason())
                                        : Words.reason(decision.reason(), beneficiaryId),
                                decision.workLost(),
                                decision.grace()));
            }
        }

        private boolean isSeen(final long jobId) {
            return tenant == null || ownJobIds.contains(jobId);
        }
    }
}
