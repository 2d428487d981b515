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
package io.weft.placement.reference;

import io.weft.core.spi.ClusterView;
import io.weft.core.wire.ReasonCode;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What limits and licences say while a pass looks at the jobs in order: who waits for licences
 * keeps those that it needs from all who come later.
 */
final class ReferenceGate {
    private final ClusterView view;
    private final Set<Integer> licencesLeft = new TreeSet<>();

    ReferenceGate(final ClusterView view) {
        this.view = view;
    }

    /** Why a job may not start, wherever it is put. */
    Optional<Refusal> refusal(final int jobRow) {
        final Set<Integer> licences = licencesOf(jobRow);
        final ReasonCode gate = view.jobGate(jobRow);
        if (gate == ReasonCode.WAITING_LIMIT) {
            return Optional.of(new Refusal(gate, view.jobGateNumber(jobRow)));
        }
        if (gate == ReasonCode.NONE && Collections.disjoint(licences, licencesLeft)) {
            return Optional.empty();
        }
        licencesLeft.addAll(licences);
        return Optional.of(new Refusal(ReasonCode.WAITING_LICENCES, view.jobGateNumber(jobRow)));
    }

    private Set<Integer> licencesOf(final int jobRow) {
        final Set<Integer> licences = new TreeSet<>();
        for (int row = 0; row < Long.SIZE; row++) {
            if ((view.jobLicences(jobRow) >>> row & 1) != 0) {
                licences.add(row);
            }
        }
        return licences;
    }
}
