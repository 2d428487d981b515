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
package io.weft.cli;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a reproduction in a browser. */
class ReproduceIT {
    private static final List<String> TABLES =
            List.of(
                    "table-ii",
                    "table-iii",
                    "table-iv",
                    "figure-4a",
                    "figure-4b",
                    "figure-4c",
                    "figure-5",
                    "finding");

    /** 4a and 4c for both semantics, 4b for both classes, and 5. */
    private static final int CHART_COUNT = 7;

    @TempDir private static Path folder;

    @BeforeAll
    static void reproduce() {
        Weft.runWell("reproduce", "--jobs", 300, "--out", folder.resolve("r"), "--quiet");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 400})
    void shouldDrawEveryChartAndSayNothingOnTheConsole(int width) throws Exception {
        new StudyFolder(folder, "r").assertCharts(CHART_COUNT, width);
    }

    @Test
    void shouldShowTheNumbersOfTheCsvFiles() throws Exception {
        new StudyFolder(folder, "r").assertTables(TABLES);
    }
}
