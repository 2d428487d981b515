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
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/** Takes the numbers of a JSON text as they stand there, so that no digit is lost or made up. */
final class FigureText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private FigureText() {}

    /**
     * Reads all numbers.
     *
     * @param json to be read
     * @param figures gets the digits of each by its path, such as {@code classes.all.jobs}
     * @throws IOException if it is no JSON
     */
    static void read(final String json, final Map<String, String> figures) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric() && !parser.getParsingContext().inRoot()) {
                    final String path = parser.getParsingContext().pathAsPointer().toString();
                    figures.put(path.substring(1).replace('/', '.'), parser.getText());
                }
            }
        }
    }
}
