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
package io.weft.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.memory.Footprint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SizeTableTest {
    private final Footprint footprint = new Footprint();
    private final JobTable jobs = new JobTable(footprint, 2);
    private final TermsTable terms = new TermsTable(footprint, 2);
    private final SizeTable sizes = new SizeTable(footprint, jobs, terms);

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    private int job(final long walltimeNs, final int cores, final int least) {
        final int row = jobs.add(1);
        jobs.walltimeNs(row, walltimeNs);
        jobs.coresPerNode(row, cores);
        jobs.termsRow(row, terms.add(row));
        sizes.add(row, least);
        return row;
    }

    @Test
    void shouldLengthenTheLimitInProportionRoundedUp() {
        final int row = job(100, 7, 1);

        sizes.resize(row, 3);
        assertEquals(234, jobs.walltimeNs(row));
        sizes.restore(row);
        assertEquals(100, jobs.walltimeNs(row));
        assertEquals(7, jobs.coresPerNode(row));
    }

    @Test
    void shouldSayWhenALimitIsTooLong() {
        final int row = job(Long.MAX_VALUE / 4, 100, 1);

        assertEquals(Long.MAX_VALUE, sizes.walltimeNs(jobs.termsRow(row), 1));
        assertTrue(sizes.walltimeNs(jobs.termsRow(row), 50) < Long.MAX_VALUE);
    }

    @Test
    void shouldCountWhatWasUsedInTheLimitOfTheOtherSize() {
        assertEquals(2000, SizeTable.usedNs(500, 16, 4));
        assertEquals(333, SizeTable.usedNs(1000, 1, 3));
        assertEquals(7_000_000_000_000_000L, SizeTable.usedNs(7_000_000_000L, 1_000_000, 1));
    }

    @Test
    void shouldForgetAJobThatIsGone() {
        final int row = job(100, 7, 1);
        assertTrue(sizes.isMalleable(row));

        sizes.remove(jobs.termsRow(row));
        assertFalse(sizes.isMalleable(row));
    }
}
