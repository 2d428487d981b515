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
package io.weft.simulator.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JobSorterTest {
    @Property(tries = 200)
    void shouldGiveEveryJobBackInOrderWhereverItLay(@ForAll("jobs") List<JobSpec> inOrder)
            throws IOException {
        List<JobSpec> jobs = new ArrayList<>(inOrder);
        Collections.reverse(jobs);
        List<JobSpec> expected = new ArrayList<>(jobs);
        expected.sort(Comparator.comparingLong(JobSpec::submitNs));

        List<JobSpec> sorted = new ArrayList<>();
        try (JobSorter sorter = new JobSorter(3)) {
            for (JobSpec job : jobs) {
                sorter.add(job);
            }
            for (JobSpec job = sorter.next(); job != null; job = sorter.next()) {
                sorted.add(job);
            }
            assertNull(sorter.next());
        }

        assertEquals(expected, sorted);
    }

    @Provide
    Arbitrary<List<JobSpec>> jobs() {
        return JobArbitraries.jobs(20);
    }
}
