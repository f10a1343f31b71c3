import { CatalogIcon, Content, Header, Page } from '@backstage/core-components';
import { CatalogSearchResultListItem } from '@backstage/plugin-catalog';
import {
  SearchBar,
  SearchFilter,
  SearchPagination,
  SearchResult,
} from '@backstage/plugin-search-react';
import Grid from '@material-ui/core/Grid';
import Paper from '@material-ui/core/Paper';
import { LlmSearchResultListItem } from '@modelyard/plugin-llm';

const SearchPage = () => (
  <Page themeId="home">
    <Header title="Search" />
    <Content>
      <Grid container direction="row">
        <Grid item xs={12}>
          <Paper>
            <SearchBar />
          </Paper>
        </Grid>
        <Grid item xs={12} md={3}>
          <SearchFilter.Select
            label="Kind"
            name="kind"
            values={['Model', 'GpuPool', 'Component', 'System', 'API']}
          />
        </Grid>
        <Grid item xs={12} md={9}>
          <SearchPagination />
          <SearchResult>
            <LlmSearchResultListItem />
            <CatalogSearchResultListItem icon={<CatalogIcon />} />
          </SearchResult>
        </Grid>
      </Grid>
    </Content>
  </Page>
);

export const searchPage = <SearchPage />;
