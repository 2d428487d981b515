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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** One kind of resource manager: what a module that speaks to one brings to the daemon. */
public interface SiteAdapter {
    /**
     * Name of the section of the configuration, and of the command.
     *
     * @return a word in small letters.
     */
    String name();

    /**
     * Reads the section of the adapter; what is wrong is noted there. The caller concludes it.
     *
     * @param section named like the adapter; empty when there is none.
     * @param settings of the site, which may lack what was refused.
     * @return the site.
     */
    Site read(SettingSection section, SiteSettings settings);

    /**
     * Names of the files that a site needs, an example of the configuration among them: resources
     * in the package {@code site} of the adapter.
     *
     * @return names without folders.
     */
    List<String> siteFiles();

    /**
     * One of the site files.
     *
     * @param name from {@link #siteFiles()}.
     * @return its bytes.
     * @throws IOException when it cannot be read.
     */
    default byte[] siteFile(final String name) throws IOException {
        final String resource = "/io/weft/" + name() + "/site/" + name;
        try (InputStream source = getClass().getResourceAsStream(resource)) {
            if (source == null) {
                throw new FileNotFoundException(resource);
            }
            return source.readAllBytes();
        }
    }
}
