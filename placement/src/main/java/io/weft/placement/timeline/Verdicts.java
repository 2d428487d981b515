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
package io.weft.placement.timeline;

import java.util.Arrays;

/**
 * What reservations say about placements, kept by row: a bit for each queue whose head would no
 * longer fit at its start beside the job, and one for each whose start would be missed because the
 * job slows down others. How long the job itself runs is not part of it, so that a verdict serves
 * all jobs of a shape.
 */
public final class Verdicts {
    private final int wordCount;
    private final long[] crowded;
    private final long[] slowed;

    /**
     * Room for verdicts.
     *
     * @param rowCount how many.
     * @param queueCapacity most queues.
     */
    public Verdicts(final int rowCount, final int queueCapacity) {
        wordCount = (queueCapacity + Long.SIZE - 1) / Long.SIZE;
        crowded = new long[Math.multiplyExact(rowCount, wordCount)];
        slowed = new long[crowded.length];
    }

    void clear(final int row) {
        Arrays.fill(crowded, row * wordCount, (row + 1) * wordCount, 0);
        Arrays.fill(slowed, row * wordCount, (row + 1) * wordCount, 0);
    }

    void crowds(final int row, final int queueRow) {
        crowded[row * wordCount + (queueRow >>> 6)] |= 1L << queueRow;
    }

    void slows(final int row, final int queueRow) {
        slowed[row * wordCount + (queueRow >>> 6)] |= 1L << queueRow;
    }

    boolean isCrowded(final int row, final int queueRow) {
        return (crowded[row * wordCount + (queueRow >>> 6)] >>> queueRow & 1) != 0;
    }

    boolean isSlowed(final int row, final int queueRow) {
        return (slowed[row * wordCount + (queueRow >>> 6)] >>> queueRow & 1) != 0;
    }
}
