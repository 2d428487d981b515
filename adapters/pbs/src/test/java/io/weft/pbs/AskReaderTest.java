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
package io.weft.pbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.wire.JobClass;
import io.weft.manager.JobAsk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskReaderTest {
    private final AskReader reader = new AskReader(PbsSettings.of("/bin"));

    private JobAsk read(final String select, final String place, final String... more)
            throws UnsupportedAskException {
        final Map<String, String> attributes = new HashMap<>();
        attributes.put("schedselect", select);
        attributes.put("Resource_List.select", select);
        attributes.put("Resource_List.place", place);
        for (int i = 0; i < more.length; i += 2) {
            attributes.put(more[i], more[i + 1]);
        }
        return reader.read(new PbsRecord("1.vm", attributes));
    }

    @ParameterizedTest
    @CsvSource({
        "1:ncpus=4, free, 1, 4",
        "ncpus=4, pack, 1, 4",
        "2:ncpus=4:mpiprocs=2, free, 2, 4",
        "2:ncpus=4, scatter:excl, 2, 4",
        "64:ncpus=1, free, 0, 64",
        "8:ncpus=1, scatter, 8, 1",
        "8:ncpus=1, vscatter, 8, 1",
        "8:ncpus=1, pack, 1, 8",
        "1:ncpus=2+3:ncpus=4, pack:shared, 1, 14",
        "4:ncpus=1:ngpus=1, free, 4, 1",
        "1:ncpus=2+1:ncpus=2, free, 2, 2",
        "1:ncpus=2, free:group=switch, 1, 2",
    })
    void shouldAskForNodesOrCoresWhenTheSelectCanBeKept(
            final String select, final String place, final int nodeCount, final int coreCount)
            throws UnsupportedAskException {
        final JobAsk ask = read(select, place);

        assertEquals(nodeCount, ask.nodeCount());
        assertEquals(coreCount, ask.coreCount());
    }

    @ParameterizedTest
    @CsvSource({
        "1:ncpus=2+3:ncpus=4, free",
        "1:ncpus=2+3:ncpus=4, scatter",
        "2:ncpus=2, free:group=switch",
        "1:mem=1gb, free",
        "1:ncpus=0, free",
        "1:ncpus=x, free",
        "1:ncpus=1:mem=lots, free",
        "1:ncpus=1:licence=2, free",
        "1:ncpus=1:host=n3, free",
        "2000000:ncpus=1, free",
        "0:ncpus=1, free",
        "'', free",
        "1:ncpus=1, near",
    })
    void shouldRefuseWhenTheSelectCannotBeKept(final String select, final String place) {
        assertThrows(UnsupportedAskException.class, () -> read(select, place));
    }

    @Test
    void shouldCountMemoryAndGpusByNodeOrByCoreWhenTheyAreAskedFor()
            throws UnsupportedAskException {
        assertEquals(3L << 30, read("3:ncpus=2:mem=1gb:ngpus=2", "pack").memoryPerNode());
        assertEquals(6, read("3:ncpus=2:mem=1gb:ngpus=2", "pack").gpusPerNode());
        assertEquals(1L << 30, read("3:ncpus=2:mem=1gb:ngpus=2", "scatter").memoryPerNode());
        assertEquals(2, read("3:ncpus=2:mem=1gb:ngpus=2", "scatter").gpusPerNode());
        assertEquals(1L << 30, read("3:ncpus=1:mem=1gb", "free").memoryPerCore());
        assertEquals(0, read("3:ncpus=1:mem=1gb", "free").memoryPerNode());
    }

    @Test
    void shouldRefuseWhenTheJobAsksForAResourceThatNobodyCounts() {
        assertThrows(
                UnsupportedAskException.class,
                () -> read("1:ncpus=1", "free", "Resource_List.licence", "2"));
    }

    @Test
    void shouldBeInteractiveWhenTheJobIsOrSaysSo() throws UnsupportedAskException {
        assertEquals(JobClass.INTERACTIVE, read("ncpus=1", "", "interactive", "True").classHint());
        assertEquals(
                JobClass.URGENT,
                read("ncpus=1", "", "interactive", "True", "Resource_List.weftclass", "urgent")
                        .classHint());
        assertThrows(
                UnsupportedAskException.class,
                () -> read("ncpus=1", "", "Resource_List.weftclass", "royal"));
    }

    @Test
    void shouldWantFeaturesWhenTheSiteNamedTheirResource() throws UnsupportedAskException {
        assertEquals(List.of("arch=linux"), read("2:ncpus=2:arch=linux", "scatter").features());
    }
}
