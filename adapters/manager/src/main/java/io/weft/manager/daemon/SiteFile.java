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
package io.weft.manager.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of a site, from a file in TOML.
 *
 * @param settings that do not depend on the resource manager.
 * @param site that is scheduled.
 */
public record SiteFile(SiteSettings settings, Site site) {
    private static final TomlMapper MAPPER = new TomlMapper();

    /**
     * Reads a configuration.
     *
     * @param file to read.
     * @param adapter to its resource manager.
     * @return what it says.
     * @throws IOException when the file cannot be read.
     * @throws SettingsException when something is wrong with what it says; names all of it.
     */
    public static SiteFile read(final Path file, final SiteAdapter adapter)
            throws IOException, SettingsException {
        final String text = Files.readString(file);
        final SettingReport report = new SettingReport();
        final SiteFile read = read(parse(file, text), adapter, report);
        if (!report.errors().isEmpty()) {
            throw new SettingsException(file.toString(), report.errors());
        }
        return read;
    }

    private static ObjectNode parse(final Path file, final String text) throws SettingsException {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (final JsonProcessingException ex) {
            throw new SettingsException(
                    file.toString(),
                    List.of(
                            new SettingError(
                                    "line " + ex.getLocation().getLineNr(),
                                    "'" + ex.getOriginalMessage() + "'",
                                    "TOML")));
        }
    }

    private static SiteFile read(
            final ObjectNode values, final SiteAdapter adapter, final SettingReport report) {
        final SettingSection root = SettingSection.root(values, report);
        final SiteSettings settings = SiteSettingsReader.read(root);
        final SettingSection own = root.section(adapter.name());
        final Site site = adapter.read(own, settings);
        own.conclude();
        root.conclude();
        return new SiteFile(settings, site);
    }

    /**
     * Every setting there is, for a reference.
     *
     * @param adapter to a resource manager.
     * @return the settings in the order in which they are read.
     */
    public static List<SettingDoc> reference(final SiteAdapter adapter) {
        final ObjectNode least = JsonNodeFactory.instance.objectNode();
        least.putArray("queue").addObject().put("name", "main");
        final SettingReport report = new SettingReport();
        read(least, adapter, report);
        return List.copyOf(report.docs());
    }
}
