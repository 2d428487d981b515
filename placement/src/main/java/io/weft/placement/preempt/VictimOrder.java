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

import io.weft.core.spi.ClusterView;

/**
 * Who gives way first: the lower class; the lower priority; who loses less work; whose user has
 * used more until now; who was started last; the lower row. Kernel thread only; no allocation.
 */
final class VictimOrder {
    private final ClusterView view;
    private long timeNs;

    VictimOrder(final ClusterView view) {
        this.view = view;
    }

    void begin(final long newTimeNs) {
        timeNs = newTimeNs;
    }

    boolean isBefore(final int jobRow, final int otherRow) {
        int order = view.jobClass(jobRow).value() - view.jobClass(otherRow).value();
        if (order == 0) {
            order = Long.compare(view.jobPriority(jobRow), view.jobPriority(otherRow));
        }
        if (order == 0) {
            order = Long.compare(workLost(jobRow), workLost(otherRow));
        }
        if (order == 0) {
            order = Long.compare(usage(otherRow), usage(jobRow));
        }
        if (order == 0) {
            order = Long.compare(view.jobStartTimeNs(otherRow), view.jobStartTimeNs(jobRow));
        }
        return order == 0 ? jobRow < otherRow : order < 0;
    }

    private long workLost(final int jobRow) {
        return view.jobWorkLost(jobRow, timeNs);
    }

    private long usage(final int jobRow) {
        return view.userUsage(view.jobUser(jobRow), timeNs);
    }

    /** Puts a row into a list that is in this order. */
    void insert(final RowList list, final int jobRow) {
        int index = list.count();
        while (index > 0 && isBefore(jobRow, list.at(index - 1))) {
            index--;
        }
        list.insert(index, jobRow);
    }
}
