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
     * Names of the files that a site needs beside the configuration, or may take as an example:
     * resources that stand beside {@link #siteFileHome()}.
     *
     * @return names without folders.
     */
    List<String> siteFiles();

    /**
     * Where the site files are: relative to this class.
     *
     * @return a class, whose package has a folder {@code site}.
     */
    Class<?> siteFileHome();
}
