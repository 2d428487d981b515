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
 * One page of HTML about a sweep: any figure against any parameter, the best cells, and the table.
 * It holds its script, its data and the chart library, asks no network for anything, and is the
 * same for the same table. About 1.1 MB beside the table.
 */
public final class SweepReport {
    private SweepReport() {}

    /**
     * Writes the page.
     *
     * @param name what the sweep is called on it
     * @param sweep to be shown
     * @param writer in UTF-8; stays open
     * @throws IOException if it cannot be written
     */
    public static void write(final String name, final SweepResult sweep, final Writer writer)
            throws IOException {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeNumberField("parameterCount", sweep.parameterCount());
            json.writeFieldName("columns");
            write(sweep.columns(), json);
            json.writeArrayFieldStart("rows");
            for (final List<String> row : sweep.rows()) {
                write(row, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        HtmlPage.write(SweepReport.class, "sweep", text.toString(), writer);
    }

    private static void write(final List<String> texts, final JsonGenerator json)
            throws IOException {
        json.writeStartArray();
        for (final String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
