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
package io.weft.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentNameTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "0, 19700101H.cq4",
        "31, 19700201H.cq4",
        "789, 19720229H.cq4",
        "2932896, 99991231H.cq4",
    })
    void shouldNameASegmentAfterADay(final long segment, final String name) {
        assertEquals(name, SegmentName.of(segment));
        assertEquals(segment, SegmentName.segment(name));
        assertEquals(directory.resolve(name), SegmentName.path(directory, segment));
    }

    @Test
    void shouldLeaveANameForTheOneBehindTheLast() {
        assertEquals("99991230H.cq4", SegmentName.of(SegmentName.SEGMENT_MAX));
        assertEquals("99991231H.cq4", SegmentName.of(SegmentName.SEGMENT_MAX + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "H.cq4",
                "19700101F.cq4",
                "19700101H.cq4t",
                "019700101H.cq4",
                "1970010H.cq4",
                "19700132H.cq4",
                "19710229H.cq4",
                "1970-1-1H.cq4",
                "19691231H.cq4",
                "19691230H.cq4",
                "metadata.cq4t",
            })
    void shouldTakeNoOtherFileForASegment(final String name) {
        assertEquals(SegmentName.NULL_SEGMENT, SegmentName.segment(name));
    }

    @Test
    void shouldListSegmentsInTheirOrder() throws IOException {
        assertArrayEquals(new long[0], SegmentName.list(directory));
        for (final String name :
                List.of("19700201H.cq4", "19700101H.cq4", "notes.txt", "19600101H.cq4")) {
            Files.createFile(directory.resolve(name));
        }

        assertArrayEquals(new long[] {0, 31}, SegmentName.list(directory));
    }
}
