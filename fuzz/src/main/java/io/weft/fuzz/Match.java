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
package io.weft.fuzz;

import io.weft.core.client.DecisionListener;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.CloseHelper;

/**
 * A kernel to be proven and others that are fed the same inputs and must decide the same. Decisions
 * are compared after every step, byte for byte; what no decision says, when asked.
 */
final class Match implements AutoCloseable {
    private static final DecisionListener NOBODY = new DecisionListener() {};

    private final FuzzedKernel fast;
    private final Records records;
    private final List<Other> others = new ArrayList<>();

    private record Other(String label, FuzzedKernel kernel, Records records) {}

    /**
     * Kernels without an input yet.
     *
     * @param limits of all.
     * @param verify whether the one to be proven checks its whole state after every entry.
     * @param policies of that one.
     * @param otherPolicies what it is measured by, under the same names, by label.
     */
    Match(
            final Limits limits,
            final boolean verify,
            final PolicyCatalogue policies,
            final Map<String, PolicyCatalogue> otherPolicies) {
        fast = new FuzzedKernel(limits, policies, verify);
        records = new Records(fast.journal());
        otherPolicies.forEach(
                (label, catalogue) -> {
                    final FuzzedKernel kernel = new FuzzedKernel(limits, catalogue, false);
                    others.add(new Other(label, kernel, new Records(kernel.journal())));
                });
    }

    /** The kernel to be proven. */
    FuzzedKernel fast() {
        return fast;
    }

    /** Feeds all and compares what they journaled. */
    void play(final Step step, final DecisionListener listener) {
        fast.play(step, listener);
        for (final Other other : others) {
            other.kernel.play(step, NOBODY);
        }
        boolean hasRecord = true;
        while (hasRecord) {
            hasRecord = records.advance();
            for (final Other other : others) {
                if (other.records.advance() != hasRecord
                        || hasRecord && !records.isSameAs(other.records)) {
                    throw new Difference(
                            "decided otherwise under " + policyName(),
                            records.text(),
                            other.label,
                            other.records.text());
                }
            }
        }
    }

    private String policyName() {
        return fast.policy() == null ? "no policy" : fast.policy().name();
    }

    /** Compares why every pending job waits; tells the tally. */
    void compareReasons(final Tally tally) {
        final ClusterView view = fast.view();
        for (int row = view.pendingHead(); row != ClusterView.NULL_ROW; ) {
            tally.onWaiting(fast.kernel().reason(row));
            for (final Other other : others) {
                if (fast.kernel().reason(row) != other.kernel.kernel().reason(row)
                        || fast.kernel().reasonNumber(row)
                                != other.kernel.kernel().reasonNumber(row)) {
                    throw new Difference(
                            "jobId=" + view.jobId(row) + " waits for another reason",
                            reason(fast, row),
                            other.label,
                            reason(other.kernel, row));
                }
            }
            row = view.pendingNext(row);
        }
    }

    private static String reason(final FuzzedKernel kernel, final int jobRow) {
        return kernel.kernel().reason(jobRow) + " " + kernel.kernel().reasonNumber(jobRow);
    }

    /** Compares when the last pending job could start, which a pass need not have asked. */
    void compareEarliestStart() {
        final int row = lastPending();
        if (row == ClusterView.NULL_ROW) {
            return;
        }
        final long startNs = fast.policy().earliestStart(row, fast.nowNs());
        for (final Other other : others) {
            final long otherNs = other.kernel.policy().earliestStart(row, other.kernel.nowNs());
            if (startNs != otherNs) {
                throw new Difference(
                        "jobId=" + fast.view().jobId(row) + " could start at another time",
                        Long.toString(startNs),
                        other.label,
                        Long.toString(otherNs));
            }
        }
    }

    private int lastPending() {
        final ClusterView view = fast.view();
        int last = ClusterView.NULL_ROW;
        for (int row = view.pendingHead(); row != ClusterView.NULL_ROW; ) {
            last = row;
            row = view.pendingNext(row);
        }
        return last;
    }

    /** Compares the states. */
    void compareDigests() {
        final long digest = fast.kernel().digest();
        for (final Other other : others) {
            final long otherDigest = other.kernel.kernel().digest();
            if (digest != otherDigest) {
                throw new Difference(
                        "has another state",
                        Long.toHexString(digest),
                        other.label,
                        Long.toHexString(otherDigest));
            }
        }
    }

    @Override
    public void close() {
        CloseHelper.closeAll(others.stream().map(Other::kernel).toList());
        fast.close();
    }
}
