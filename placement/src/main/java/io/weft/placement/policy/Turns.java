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
package io.weft.placement.policy;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.spi.ClusterView;

/**
 * Who stands in one line: the jobs of a queue, and the jobs that run in one reservation, whatever
 * their queues, for these wait for each other and for nobody else. A job for which a reservation
 * was made stands in a line of its own.
 */
final class Turns {
    private final ClusterView view;

    Turns(final ClusterView view) {
        this.view = view;
    }

    int capacity() {
        return view.queueCapacity() + view.reservationCapacity();
    }

    int of(final int jobRow) {
        final int reservationRow = reservationOf(view, jobRow);
        return reservationRow == NULL_ROW
                ? view.jobQueue(jobRow)
                : view.queueCapacity() + reservationRow;
    }

    /** The reservation in which a job runs or that was made for it, or -1. */
    static int reservationOf(final ClusterView view, final int jobRow) {
        if (view.reservationCount() == 0) {
            return NULL_ROW;
        }
        final int reservationRow = view.jobReservation(jobRow);
        return reservationRow == NULL_ROW ? view.jobPromise(jobRow) : reservationRow;
    }
}
