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

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * A page that holds all it needs: style, chart library, the script that pages share, one of its
 * own, and data. It asks no network for anything. About 1.1 MB beside the data.
 */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * Writes a page.
     *
     * @param owner has two resources beside it: {@code NAME.html}, in which {@code {{style}}},
     *     {@code {{library}}}, {@code {{charts}}}, {@code {{script}}} and {@code {{data}}} stand
     *     where these belong, and {@code NAME.js}
     * @param name of the two
     * @param data JSON for the script
     * @param writer in UTF-8; stays open
     * @throws IOException if it cannot be written
     */
    public static void write(
            final Class<?> owner, final String name, final String data, final Writer writer)
            throws IOException {
        for (final String part : resource(owner, name + ".html").split("(?=\\{\\{)|(?<=\\}\\})")) {
            switch (part) {
                case "{{style}}" -> writer.write(resource(HtmlPage.class, "report.css"));
                case "{{library}}" ->
                        writer.write(asScript(resource(HtmlPage.class, "echarts.min.js")));
                case "{{charts}}" -> writer.write(asScript(resource(HtmlPage.class, "charts.js")));
                case "{{script}}" -> writer.write(asScript(resource(owner, name + ".js")));
                // A name in the data must not end the element that holds it.
                case "{{data}}" -> writer.write(data.replace("<", "\\u003c"));
                default -> writer.write(part);
            }
        }
        writer.flush();
    }

    private static String asScript(final String script) {
        return script.replace("</script", "<\\/script");
    }

    private static String resource(final Class<?> owner, final String name) throws IOException {
        try (InputStream stream = owner.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException(name + " is missing from this program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
