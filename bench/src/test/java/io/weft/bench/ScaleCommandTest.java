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
package io.weft.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ScaleCommandTest {
    private static final String SVG = "data:image/svg+xml;base64,";

    private static final String EXTERNAL_TYPES =
            "http://apache.org/xml/features/nonvalidating/load-external-dtd";

    @TempDir private Path folder;

    @Test
    void shouldDrawACurveForWhateverTheFilesHold() throws Exception {
        Bench.runWell("scale", "--tiny", "--out", folder);

        final JsonNode charts =
                new ObjectMapper().readTree(folder.resolve("scale.json").toFile()).get("charts");
        int pointCount = 0;
        for (final JsonNode chart : charts) {
            assertTrue(chart.get("points").size() >= 2, () -> chart.get("id").textValue());
            for (final JsonNode point : chart.get("points")) {
                assertTrue(point.get("p50Ns").doubleValue() > 0, point::toString);
                pointCount++;
            }
        }
        assertEquals(11, charts.size());
        assertEquals(1 + pointCount, Files.readAllLines(folder.resolve("scale.csv")).size());
        final NodeList pictures = page().getElementsByTagName("img");
        assertEquals(charts.size(), pictures.getLength());
        for (int i = 0; i < pictures.getLength(); i++) {
            final String source = ((Element) pictures.item(i)).getAttribute("src");
            assertTrue(source.startsWith(SVG));
            final byte[] svg = Base64.getDecoder().decode(source.substring(SVG.length()));
            final Element root = document(svg).getDocumentElement();
            assertEquals("svg", root.getTagName());
            assertTrue(root.getElementsByTagName("path").getLength() > 0);
        }
    }

    /** The page is XML, so its being read proves that it is well-formed. */
    private Document page() throws Exception {
        final String html = Files.readString(folder.resolve("scale.html"));
        return document(html.substring(html.indexOf('\n')).strip().getBytes(UTF_8));
    }

    private static Document document(final byte[] xml) throws Exception {
        final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        // The type that an SVG names is not fetched.
        factory.setFeature(EXTERNAL_TYPES, false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }
}
