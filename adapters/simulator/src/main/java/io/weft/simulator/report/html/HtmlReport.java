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
package io.weft.simulator.report.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;

/**
 * One page of HTML about one run, or about several side by side. It holds its script, its data and
 * the chart library, asks no network for anything, and is the same for the same results. About 1.1
 * MB, and at most 1.4 MB more for heat maps.
 */
public final class HtmlReport {
    /** Over all runs; a byte each, and a third more as text. */
    private static final int CELL_COUNT_MAX = 1_000_000;

    private HtmlReport() {}

    /**
     * Writes the page.
     *
     * @param runs in the order of the page, one or more, each under a name of its own
     * @param writer in UTF-8; stays open
     * @throws IOException if it cannot be written
     */
    public static void write(final List<RunResult> runs, final Writer writer) throws IOException {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("runs=0, expected 1 or more");
        }
        HtmlPage.write(HtmlReport.class, "report", data(runs), writer);
    }

    private static String data(final List<RunResult> runs) throws IOException {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (final RunResult run : runs) {
                RunJson.write(run, CELL_COUNT_MAX / runs.size(), json);
            }
            json.writeEndArray();
        }
        return text.toString();
    }
}
