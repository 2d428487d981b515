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

/** The page of a comparison in a browser. */
class CompareIT {
    private static final int CHART_COUNT = 10;

    @TempDir private static Path folder;

    @BeforeAll
    static void compare() {
        Weft.runWell(
                "compare",
                "--jobs",
                300,
                "--shares",
                "10,50",
                "--out",
                folder.resolve("c"),
                "--quiet");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 400})
    void shouldDrawEveryChartAndSayNothingOnTheConsole(int width) throws Exception {
        new StudyFolder(folder, "c").assertCharts(CHART_COUNT, width);
    }

    @Test
    void shouldShowTheNumbersOfTheCsvFiles() throws Exception {
        new StudyFolder(folder, "c").assertTables(List.of("comparison", "best"));
    }
}
