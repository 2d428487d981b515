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
package io.weft.manager;

import io.weft.core.Kernel;
import io.weft.core.spi.ClusterView;
import org.agrona.concurrent.EpochNanoClock;

/** Shows users why their jobs wait: the reason of the kernel, and the place in its order. */
final class Annotator {
    private static final int LEAST_COUNT = 2;

    private final ResourceManager manager;
    private final BridgeSettings settings;
    private final Ledger ledger;
    private final Counters counters;
    private final EpochNanoClock clock;

    Annotator(
            final ResourceManager manager,
            final BridgeSettings settings,
            final Ledger ledger,
            final Counters counters,
            final EpochNanoClock clock) {
        this.manager = manager;
        this.settings = settings;
        this.ledger = ledger;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Shows what has changed, up to the limit of a cycle; the first in order first. Commands that
     * have effects count, too, so that texts do not hold up starts; some are shown all the same.
     *
     * @param commandCount what the manager was told in this cycle.
     * @throws ManagerException when the manager is not there.
     */
    void run(final Kernel kernel, final int commandCount) throws ManagerException {
        final int most = settings.annotationsPerCycle();
        int left = Math.min(most, Math.max(LEAST_COUNT, most - commandCount));
        while (left > 0 && !ledger.refused().isEmpty()) {
            final TrackedJob job = ledger.refused().poll();
            left -= show(job, "weft: refused, " + ledger.lastRejection());
        }
        final ClusterView view = kernel.view();
        int place = 1;
        int row = left > 0 ? view.pendingHead() : ClusterView.NULL_ROW;
        while (row != ClusterView.NULL_ROW && left > 0) {
            final TrackedJob job = ledger.jobs().get(view.jobId(row));
            if (job != null && job.intent == Intent.WAITING) {
                left -= show(job, text(kernel, row, place));
            }
            row = view.pendingNext(row);
            place++;
        }
    }

    private static String text(final Kernel kernel, final int row, final int place) {
        return "weft: " + kernel.reason(row) + " " + kernel.reasonNumber(row) + ", place " + place;
    }

    private int show(final TrackedJob job, final String text) throws ManagerException {
        final long nowNs = clock.nanoTime();
        if (job.key == null || nowNs < job.nextAnnotationNs || text.equals(job.annotation)) {
            return 0;
        }
        job.annotation = text;
        job.nextAnnotationNs = nowNs + settings.annotatePeriodNs();
        counters.commands++;
        try {
            manager.annotate(job.key, text);
        } catch (final ManagerException ex) {
            counters.commandFailures++;
            if (ex.kind() != ManagerException.Kind.REFUSED) {
                throw ex;
            }
        }
        return 1;
    }
}
