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
package io.weft.bench;

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.engine.DecisionFrames;
import io.weft.core.spi.ForwardingJournal;
import io.weft.core.spi.Journal;
import io.weft.core.wire.ReasonCode;
import org.agrona.DirectBuffer;

/**
 * A journal that looks at the clock whenever decisions have been appended, and says which jobs they
 * start. What it adds to a measured path is that one look; reading the decisions comes after it.
 */
final class TimedJournal extends ForwardingJournal implements DecisionListener {
    private final StartListener listener;
    private final DecisionFrames decisions = new DecisionFrames();
    private long appendedNs;

    TimedJournal(final Journal journal, final StartListener listener) {
        super(journal);
        this.listener = listener;
    }

    @Override
    public void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        super.append(kind, position, timeNs, source, offset, length);
        if (kind == DECISIONS) {
            appendedNs = System.nanoTime();
            decisions.read(source, offset, length, this);
        }
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        listener.onStartJournaled(jobId, appendedNs);
    }
}
