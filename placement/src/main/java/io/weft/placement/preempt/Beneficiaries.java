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
package io.weft.placement.preempt;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.spi.ClusterView;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;
import java.util.Arrays;

/**
 * The first pending job of each class that others may have to give way to. Jobs whose cores may be
 * anywhere are left out: nobody gives way to them.
 *
 * <p>For each class there is a place in the list of the pending jobs before which no such job is;
 * it moves on when it is asked for. Kernel thread only; no allocation; O(1) for a job that comes or
 * goes, and all moves together cost the jobs that were submitted.
 */
final class Beneficiaries {
    private static final int CLASS_COUNT = JobClass.URGENT.value() + 1;

    private final int[] places = new int[CLASS_COUNT];
    private ClusterView view;

    void attach(final ClusterView newView) {
        view = newView;
        Arrays.fill(places, newView.pendingHead());
    }

    void onJobQueued(final int jobRow) {
        final int jobClass = view.jobClass(jobRow).value();
        if (jobClass > JobClass.BATCH.value()) {
            final int place = places[jobClass];
            if (place == NULL_ROW || view.jobPosition(jobRow) < view.jobPosition(place)) {
                places[jobClass] = jobRow;
            }
        }
    }

    void onJobUnqueued(final int jobRow) {
        for (int jobClass = 1; jobClass < CLASS_COUNT; jobClass++) {
            if (places[jobClass] == jobRow) {
                places[jobClass] = view.pendingNext(jobRow);
            }
        }
    }

    /**
     * The first job of the highest class that has one, or none. Whom limits or licences keep from
     * starting is passed over, and to whom nobody has to give way.
     */
    int first() {
        for (int jobClass = CLASS_COUNT - 1; jobClass > 0; jobClass--) {
            final int jobRow = firstOf(jobClass);
            if (jobRow != NULL_ROW) {
                return jobRow;
            }
        }
        return NULL_ROW;
    }

    private int firstOf(final int jobClass) {
        int place = places[jobClass];
        while (place != NULL_ROW && isOther(place, jobClass)) {
            place = view.pendingNext(place);
        }
        places[jobClass] = place;
        while (place != NULL_ROW && (isOther(place, jobClass) || isShut(place))) {
            place = view.pendingNext(place);
        }
        return place;
    }

    private boolean isOther(final int jobRow, final int jobClass) {
        return view.jobClass(jobRow).value() != jobClass || view.jobNodeCount(jobRow) == 0;
    }

    private boolean isShut(final int jobRow) {
        return !view.jobMayPreempt(jobRow)
                || view.hasGroups() && view.jobGate(jobRow) != ReasonCode.NONE;
    }
}
